/** What the page remembers of its user: the language and the colours, in the browser, where it is allowed. */
export function stored(key: string): string | undefined {
  try {
    return localStorage.getItem(`rstrace.${key}`) ?? undefined
  } catch {
    return undefined
  }
}

export function store(key: string, value: string): void {
  try {
    localStorage.setItem(`rstrace.${key}`, value)
  } catch {
    // Not allowed: the choice holds until the page is closed.
  }
}
