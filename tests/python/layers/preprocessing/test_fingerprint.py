"""Hashes: numbers of TensorFlow's `to_hash_bucket_fast` and `to_hash_bucket_strong`, and of the papers."""
import numpy as np
import pytest

from hornpipe.layers.preprocessing.fingerprint import farmhash, hash_strings, siphash

TEXT = "".join(chr(33 + 7 * i % 90) for i in range(300))
BUCKETS = 2**61 - 1
FAST = {0: 1936946117179621459, 1: 846535928552838329, 2: 1366308044713848727, 3: 1502982227347875767, 4: 1798552924835906908, 7: 1067254707190279433,
        8: 2299261578910940466, 15: 449512111867241313, 16: 42562127207776782, 17: 274331324764560286, 32: 192840938313500620, 33: 1236644660140986867,
        63: 414379144929636096, 64: 620781332003075545, 65: 2031067199706244734, 100: 106307610973524484, 127: 1883256009576619216,
        128: 1553026246911387376, 129: 1138458046925123604, 192: 1481916434464817535, 300: 223331868432533454}
STRONG = {0: 316627932347062998, 1: 1782256700959789733, 2: 984962425052587146, 3: 575711872268191602, 4: 440542147950179896, 7: 462048973074539862,
          8: 39011752881672080, 15: 1904229416315112605, 16: 2250268937393210515, 17: 286945817747856396, 32: 888109012210549322, 33: 1312459720683511825,
          63: 2130578566397035947, 64: 2150144753450847073, 65: 573634189079236419, 100: 1048497325380599220, 127: 634003349885116016,
          128: 844260466103770185, 129: 474771074840902041, 192: 1963568643398268120, 300: 711469268588961375}


@pytest.mark.parametrize("function,known", ((farmhash, FAST), (siphash([133, 137]), STRONG)), ids=("farmhash", "siphash"))
def test_every_way_through(function, known):
    found = hash_strings(np.array([TEXT[:n] for n in known]), function) % np.uint64(BUCKETS)
    assert dict(zip(known, found.tolist())) == known


def test_text_is_hashed_as_utf8_and_numbers_as_text():
    known = [707521742561851175, 1846174170784512077, 1561684832408048159, 184847393568185453]
    assert (hash_strings(np.array(["ä", "日本語", "-5", "123456789"]), farmhash) % np.uint64(BUCKETS)).tolist() == known
    assert (hash_strings(np.array([-5, 123456789]), farmhash) % np.uint64(BUCKETS)).tolist() == known[2:]
    assert (hash_strings(np.array(["ä".encode()]), farmhash) % np.uint64(BUCKETS)).tolist() == known[:1]


def test_siphash_of_the_paper():
    """The vector of appendix A: key 00 01 ... 0f, message 00 01 ... 0e."""
    key = [int.from_bytes(bytes(range(i, i + 8)), "little") for i in (0, 8)]
    with np.errstate(over="ignore"):
        assert siphash(key)(np.arange(15, dtype="uint8")[None]).tolist() == [0xA129CA6149BE45E5]


def test_shape_and_repeated_values():
    found = hash_strings(np.array([["a", "b"], ["b", "ccc"]]), farmhash)
    assert found.shape == (2, 2) and found[0, 1] == found[1, 0] != found[0, 0]
