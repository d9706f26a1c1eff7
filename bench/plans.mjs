/** What the captures hold. Times are in ticks of 0.1 ms, as `[least, most]`. */
const SECOND = 10_000

/** Mixed sizes, about 1 GB for each factor of 1; whatever the factor, the same number of connections goes on at a time. */
export const large = (factor = 1, seed = 1) => ({
  name: 'large',
  seed,
  flows: Math.round(50_000 * factor),
  concurrent: 3000,
  oneResetIn: 100,
  ramp: 20 * SECOND,
  roundTrip: [50, 1500],
  near: [2, 10],
  think: [0, 20 * SECOND],
  idle: 75 * SECOND,
  segments: 60,
  lastLength: [1, 1460],
})

/** Small packets of connections that all go on at once, each packet of another one than the last. */
export const small = (factor = 1, seed = 1) => ({
  name: 'small',
  seed,
  flows: Math.round(500_000 * factor),
  concurrent: Math.round(500_000 * factor),
  oneResetIn: 1000,
  ramp: 2 * SECOND,
  roundTrip: [SECOND, 2 * SECOND],
  near: [SECOND, 2 * SECOND],
  think: [SECOND, 2 * SECOND],
  idle: 10 * SECOND,
  segments: 1,
  lastLength: [20, 120],
})
