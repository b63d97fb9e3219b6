import numpy as np

from hornpipe import metrics

X, Y = np.array([[1.0, 2.0, 4.0, 3.0]]), np.array([[2.0, 1.0, 5.0, 5.0]])


def test_pearson():
    np.testing.assert_allclose(metrics.pearson_correlation(X, Y), [np.corrcoef(X[0], Y[0])[0, 1]], rtol=1e-6)
    np.testing.assert_allclose(metrics.PearsonCorrelation(axis=0)(X.T, Y.T), np.corrcoef(X[0], Y[0])[0, 1], rtol=1e-6)
    np.testing.assert_allclose(metrics.pearson_correlation(X, -3 * X), [-1], rtol=1e-6)
    assert metrics.pearson_correlation(X, 0 * Y).isnan()


def test_concordance():
    distance = (X.mean() - Y.mean()) ** 2
    np.testing.assert_allclose(metrics.concordance_correlation(X, Y), [2 * np.cov(X, Y, bias=True)[0, 1] / (X.var() + Y.var() + distance)], rtol=1e-6)
    np.testing.assert_allclose(metrics.ConcordanceCorrelation()(X, X), 1, rtol=1e-6)
    assert metrics.concordance_correlation(X, 2 * X) < metrics.pearson_correlation(X, 2 * X)
