/**
 * Fisher's exact test, one-sided: the probability that, if it made no difference, at least so many of the `passed` would
 * fall to the first group.
 *
 * @param passed how many of `tries` passed in the variant, and in what it is compared with
 */
export function chanceOf(variant: { passed: number; tries: number }, other: { passed: number; tries: number }): number {
  const passed = variant.passed + other.passed
  const all = variant.tries + other.tries
  let chance = 0
  for (let k = variant.passed; k <= Math.min(passed, variant.tries); k++) {
    chance += (choose(variant.tries, k) * choose(other.tries, passed - k)) / choose(all, passed)
  }
  return Math.min(1, chance)
}

/** Binomial coefficient. */
function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0
  let result = 1
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i
  return result
}
