model <- keras_model_sequential() %>%
  layer_embedding(input_dim = 10, output_dim = 3)
words <- matrix(c(0, 4, 9, 1), nrow = 2)   # word ids count from 0
dim(predict(model, words, verbose = 0))
