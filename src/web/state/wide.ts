import { useEffect, useState } from 'preact/hooks'

/** From this width on, list and finding stand side by side; page.css has the same number. */
const wide = matchMedia('(min-width: 1000px)')

export function useWide(): boolean {
  const [isWide, setWide] = useState(wide.matches)
  useEffect(() => {
    const follow = () => setWide(wide.matches)
    wide.addEventListener('change', follow)
    return () => wide.removeEventListener('change', follow)
  }, [])
  return isWide
}
