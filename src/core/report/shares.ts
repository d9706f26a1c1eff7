/** Probabilities as the report gives them: four digits, and never certain. */
export const share = (value: number): number => Math.min(0.9999, Math.max(0.0001, Math.round(value * 1e4) / 1e4))

export const rest = (...shares: number[]): number =>
  Math.max(0, Math.round((1 - shares.reduce((sum, each) => sum + each, 0)) * 1e4) / 1e4)
