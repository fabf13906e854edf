# Computes the reference values beside this file with R and its packages; never run by the tests.
#   python tests/support/count_series.py > /tmp/series.json
#   Rscript tests/samsyn/stats/reference/make_reference.R /tmp/series.json tests/samsyn/stats/reference
suppressMessages({library(surveillance); library(jsonlite); library(epitools)})
arguments <- commandArgs(TRUE)
series <- fromJSON(arguments[1])
made <- function() list(tool = paste("R", getRversion()), surveillance = as.character(packageVersion("surveillance")),
                        epitools = as.character(packageVersion("epitools")))
save <- function(name, value) write_json(c(list(made_with = made()), value), file.path(arguments[2], name),
                                         digits = NA, auto_unbox = TRUE, na = "null", pretty = FALSE)
assessed <- 265:312

flexible <- function(kind, settings, range, frequency = 52) {
  one <- series[[kind]]
  sts <- sts(observed = matrix(one$counts), frequency = frequency, start = c(2018, 1),
             population = matrix(one$population))
  control <- modifyList(list(range = range, limit54 = c(0, 4), glmWarnings = FALSE), settings)
  result <- suppressWarnings(try(farringtonFlexible(sts, control), silent = TRUE))
  if (inherits(result, "try-error")) return(list(failed = TRUE))
  c <- result@control
  list(failed = FALSE, expected = as.vector(c$expected), upper = as.vector(result@upperbound), phi = as.vector(c$phiVector),
       p = as.vector(c$pvalue), slope = as.vector(c$trendVector), alarm = as.vector(result@alarm))
}

new <- list(b = 5, w = 3, noPeriods = 10, weightsThreshold = 2.58, pastWeeksNotIncluded = 26, pThresholdTrend = 1, alpha = 0.01)
settings <- list(
  flexible = c(new, thresholdMethod = "nbPlugin"),
  mean_uncertain = c(new, thresholdMethod = "muan"),
  two_thirds = c(new, thresholdMethod = "delta"),
  original = list(b = 5, w = 3, noPeriods = 1, weightsThreshold = 1, pastWeeksNotIncluded = 3, pThresholdTrend = 0.05,
                  alpha = 0.05, thresholdMethod = "delta"),
  no_weights = c(modifyList(new, list(reweight = FALSE)), thresholdMethod = "nbPlugin"),
  two_years = c(modifyList(new, list(b = 2, noPeriods = 5, w = 2)), thresholdMethod = "nbPlugin"),
  population = c(new, thresholdMethod = "nbPlugin", populationOffset = TRUE)
)
weekly <- lapply(settings, function(s) sapply(names(series), flexible, s, assessed, simplify = FALSE))
monthly <- sapply(c("busy", "rising", "seasonal", "overdispersed", "large"), flexible,
  list(b = 3, w = 1, noPeriods = 4, weightsThreshold = 2.58, pastWeeksNotIncluded = 3, pThresholdTrend = 1, alpha = 0.01,
       thresholdMethod = "nbPlugin"), 61:84, 12, simplify = FALSE)
save("farrington.json", list(assessed = assessed, settings = settings, weekly = weekly, monthly = monthly))

ears <- function(method) sapply(names(series), function(kind) {
  sts <- sts(observed = matrix(series[[kind]]$counts), frequency = 52, start = c(2018, 1))
  result <- earsC(sts, list(method = method, range = 20:312))
  list(upper = as.vector(result@upperbound), alarm = as.vector(result@alarm))
}, simplify = FALSE)
save("ears.json", list(assessed = 20:312, baseline = 7, alpha = list(C1 = 0.001, C2 = 0.001, C3 = 0.025),
  variants = list(C1 = ears("C1"), C2 = ears("C2"), C3 = ears("C3"))))

of <- function(kind) sts(observed = matrix(series[[kind]]$counts), frequency = 52, start = c(2018, 1))
told <- function(result, judged) list(upper = as.vector(result@upperbound), alarm = as.vector(result@alarm), judged = judged)
original <- function(kind) told(suppressWarnings(farrington(of(kind), list(range = assessed, b = 5, w = 3, alpha = 0.1))), assessed)
summed <- function(trans, m) function(kind) tryCatch(told(suppressWarnings(cusum(of(kind), list(range = 157:312, k = 1.04,
  h = 2.26, m = m, trans = trans))), 157:312), error = function(e) list(failed = TRUE))
bayesian <- function(b, w, actY, alpha) function(kind) told(bayes(of(kind), list(range = assessed, b = b, w = w, actY = actY,
  alpha = alpha)), assessed)
every <- function(f) sapply(names(series), f, simplify = FALSE)
save("change.json", list(
  original = every(original),
  cusum = list(rossi = list(constant = every(summed("rossi", NULL)), seasonal = every(summed("rossi", "glm"))),
               standard = list(constant = every(summed("standard", NULL))),
               anscombe = list(seasonal = every(summed("anscombe", "glm")))),
  bayes = list(b0w6 = every(bayesian(0, 6, TRUE, 0.05)), b2w4 = every(bayesian(2, 4, TRUE, 0.01)),
               b3w3 = every(bayesian(3, 3, FALSE, 0.05)))))

parts <- function(counts, period, window) {
  found <- stl(ts(counts, frequency = period), s.window = window)$time.series
  list(seasonal = as.vector(found[, 1]), trend = as.vector(found[, 2]))
}
decomposed <- function(kind) {
  wider <- parts(series[[kind]]$counts, 52, 7)
  c(parts(series[[kind]]$counts, 52, "periodic"), seasonal7 = list(wider$seasonal), trend7 = list(wider$trend))
}
save("stl.json", list(weekly = sapply(c("busy", "rising", "large"), decomposed, simplify = FALSE),
  monthly = parts(series$seasonal$counts[1:84], 12, "periodic")))

x <- c(0, 1, 2, 3, 5, 10, 17, 50, 200, 1234)
pairs <- list(c(20, 10, 1, 1), c(3, 0, 1, 1), c(0, 5, 2, 1), c(7, 19, 52, 104), c(41, 38, 3.5, 2), c(1, 1, 1, 10))
tries <- list(c(0, 10), c(1, 10), c(5, 10), c(10, 10), c(17, 50), c(81, 263), c(15, 148), c(3, 1000))
p <- c(0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269, 0.275, 0.34, 0.341, 0.384,
       0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986, 0.001)
two <- function(pair) {
  test <- poisson.test(pair[1:2], pair[3:4])
  mid <- tryCatch(binom.midp(pair), error = function(e) NA)
  list(counts = pair, low = test$conf.int[1], high = if (is.finite(test$conf.int[2])) test$conf.int[2] else NA, midp = mid)
}
# The mid-P value of the conditional test, from the binomial distribution.
binom.midp <- function(pair) {
  n <- pair[1] + pair[2]; share <- pair[3] / (pair[3] + pair[4])
  upper <- pbinom(pair[1], n, share, lower.tail = FALSE) + dbinom(pair[1], n, share) / 2
  min(1, 2 * min(upper, 1 - upper))
}
save("intervals.json", list(
  counts = x,
  garwood = lapply(x, function(i) as.vector(poisson.test(i)$conf.int)),
  garwood_99 = lapply(x, function(i) as.vector(poisson.test(i, conf.level = 0.99)$conf.int)),
  ratios = lapply(pairs, two),
  clopper_pearson = lapply(tries, function(t) list(counts = t, limits = as.vector(binom.test(t[1], t[2])$conf.int))),
  wilson = lapply(tries, function(t) list(counts = t, limits = as.vector(prop.test(t[1], t[2], correct = FALSE)$conf.int))),
  bh = list(p = p, adjusted = p.adjust(p, "BH"))))
