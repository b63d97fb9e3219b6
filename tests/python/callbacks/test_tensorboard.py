import json

import event_reader
import numpy as np
import pytest
from small_training import data, model

import hornpipe as keras
from hornpipe.callbacks import TensorBoard
from hornpipe.optimizers import SGD, MultiOptimizer, OptimizerMap

X, Y = data()


def run(folder, trained=None, epochs=2, validation=True, x=X, y=Y, **arguments):
    trained = trained or model(metrics=())
    history = trained.fit(x, y, batch_size=20, epochs=epochs, verbose=0, validation_data=(x, y) if validation else None,
                          callbacks=TensorBoard(folder, **arguments))
    return history, {name: event_reader.summaries(folder / name) for name in ("train", "validation")}


def tags(summaries):
    return {tag for _, tag, _ in summaries}


def test_metrics_of_epochs(tmp_path):
    history, found = run(tmp_path, write_graph=False)
    assert tags(found["train"]) == {"epoch_loss", "epoch_learning_rate"}
    assert tags(found["validation"]) == {"epoch_loss", "evaluation_loss_vs_iterations"}
    assert [(s, e[2]) for s, t, e in found["train"] if t == "epoch_loss"] == list(enumerate(np.float32(history.history["loss"])))
    assert [(s, e[2]) for s, t, e in found["validation"] if t == "epoch_loss"] == list(enumerate(np.float32(history.history["val_loss"])))
    assert [s for s, t, _ in found["validation"] if t.endswith("iterations")] == [2, 4]


def test_metrics_of_batches_and_the_speed(tmp_path):
    _, found = run(tmp_path, update_freq="batch", write_steps_per_second=True, write_graph=False, validation=False)
    assert tags(found["train"]) == {"batch_loss", "batch_steps_per_second", "epoch_loss", "epoch_learning_rate", "epoch_steps_per_second"}
    assert [s for s, t, _ in found["train"] if t == "batch_loss"] == [0, 1, 2, 3]
    assert found["validation"] == []


def test_one_object_for_several_trainings(tmp_path):
    board, trained = TensorBoard(tmp_path), model()
    for _ in range(2):
        trained.fit(X, Y, verbose=0, callbacks=board)
    assert len([t for _, t, _ in event_reader.summaries(tmp_path / "train") if t == "epoch_loss"]) == 2


def test_an_evaluation_alone_can_be_read_at_once(tmp_path):
    model().evaluate(X, Y, verbose=0, callbacks=[TensorBoard(tmp_path)])
    assert tags(event_reader.summaries(tmp_path / "validation")) == {"evaluation_loss_vs_iterations", "evaluation_mae_vs_iterations"}


def test_batches_are_listened_to_only_when_asked_for():
    assert "on_train_batch_end" not in vars(TensorBoard())
    assert "on_train_batch_end" in vars(TensorBoard(update_freq=10))


def test_the_architecture(tmp_path):
    _, found = run(tmp_path)
    (step, _, entry), = (f for f in found["train"] if f[1] == "keras")
    assert step == 0 and json.loads(dict(event_reader.fields(entry[8]))[8])["class_name"] == "Sequential"


def test_weights_as_histograms_and_images(tmp_path):
    trained = keras.Sequential([keras.Input((10, 10, 1)), keras.layers.Conv2D(5, 3, name="conv"), keras.layers.GlobalAveragePooling2D(),
                                keras.layers.Dense(1, name="out")], name="m")
    trained.compile("sgd", "mse")
    x = np.random.default_rng(0).random((8, 10, 10, 1)).astype("float32")
    _, found = run(tmp_path, trained, epochs=3, x=x, y=np.ones((8, 1), "float32"), histogram_freq=2, write_images=True)
    assert {"m/conv/kernel/histogram", "m/conv/bias/histogram", "m/out/kernel/image", "m/conv/kernel/image", "m/conv/kernel/image/2"} <= tags(found["train"])
    assert [s for s, t, _ in found["train"] if t == "m/out/bias/histogram"] == [0, 2]
    image = dict(event_reader.fields(next(e[4] for _, t, e in found["train"] if t == "m/conv/kernel/image")))
    assert (image[1], image[2], image[3]) == (3, 3, 1)


def test_several_learning_rates(tmp_path):
    both = MultiOptimizer(OptimizerMap(SGD(0.01, name="slow"), {".*kernel": SGD(0.1, name="fast")}))
    _, found = run(tmp_path, model(both, metrics=()), write_graph=False)
    assert {"epoch_learning_rate_slow", "epoch_learning_rate_fast"} <= tags(found["train"])


def test_embeddings_for_the_projector(tmp_path):
    trained = keras.Sequential([keras.Input((3,)), keras.layers.Embedding(7, 2, name="words"), keras.layers.Flatten(), keras.layers.Dense(1)])
    trained.compile("sgd", "mse")
    x = np.zeros((4, 3), "int64")
    run(tmp_path, trained, x=x, y=np.ones((4, 1), "float32"), embeddings_freq=1, embeddings_metadata={"words": "names.tsv"})
    assert (tmp_path / "projector_config.pbtxt").read_text() == (
        'embeddings {\n  tensor_name: "words/embeddings"\n  tensor_path: "words.tsv"\n  metadata_path: "names.tsv"\n}\n')
    np.testing.assert_allclose(np.loadtxt(tmp_path / "words.tsv"), trained.get_layer("words").embeddings.numpy(), rtol=1e-5)
    with pytest.raises(ValueError, match="`embeddings_metadata` names 'lost', but the model's embeddings are 'words'"):
        run(tmp_path, trained, x=x, y=np.ones((4, 1), "float32"), embeddings_freq=1, embeddings_metadata={"lost": "names.tsv"})


def test_a_profile_of_some_batches(tmp_path):
    run(tmp_path, epochs=1, profile_batch=(1, 2), validation=False)
    trace, = (tmp_path / "train" / "plugins" / "profile").iterdir()
    assert "traceEvents" in json.loads(trace.read_text())


@pytest.mark.parametrize(("arguments", "message"), [
    ({"update_freq": 0}, "`update_freq` must be 'epoch', 'batch' or a positive int, got 0"),
    ({"profile_batch": (5, 2)}, r"`profile_batch` must be a batch or a pair \(first, last\), got \(5, 2\)"),
])
def test_wrong_options_are_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        TensorBoard(**arguments)
