import { useCallback, useEffect, useState } from 'preact/hooks'

const NAME = '#finding='

const idInFragment = (): string | undefined =>
  location.hash.startsWith(NAME) ? decodeURIComponent(location.hash.slice(NAME.length)) : undefined

export const linkTo = (id: string): string => NAME + encodeURIComponent(id)

export interface Fragment {
  /** Id of the finding that the address names. */
  id: string | undefined
  /** `replace` leaves no trace in the history: for those that are passed on the way to another. */
  go(id: string | undefined, how?: 'replace'): void
}

/** The finding that the page's address names: `#finding=3`. */
export function useFragment(): Fragment {
  const [id, setId] = useState(idInFragment)
  useEffect(() => {
    const follow = () => setId(idInFragment())
    addEventListener('hashchange', follow)
    addEventListener('popstate', follow)
    return () => {
      removeEventListener('hashchange', follow)
      removeEventListener('popstate', follow)
    }
  }, [])
  const go = useCallback((next: string | undefined, how?: 'replace') => {
    const url = next === undefined ? location.pathname + location.search : linkTo(next)
    if (how === 'replace') history.replaceState(null, '', url)
    else history.pushState(null, '', url)
    setId(next)
  }, [])
  return { id, go }
}
