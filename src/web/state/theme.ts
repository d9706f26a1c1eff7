import { useEffect, useState } from 'preact/hooks'
import { store, stored } from './stored.js'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const dark = matchMedia('(prefers-color-scheme: dark)')

/** The colours chosen; the document's `data-theme` says which of the two are in force. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(chosen)
  useEffect(() => {
    store('theme', theme)
    applyTheme(theme)
    const follow = () => applyTheme(theme)
    dark.addEventListener('change', follow)
    return () => dark.removeEventListener('change', follow)
  }, [theme])
  return [theme, setTheme]
}

export function applyTheme(theme: Theme = chosen()): void {
  document.documentElement.dataset['theme'] = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
}

const chosen = (): Theme => THEMES.find((theme) => theme === stored('theme')) ?? 'system'
