import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../../core/words/index.js'
import { saidIn } from '../words/index.js'
import { store, stored } from './stored.js'

/**
 * The language chosen, else that in which the report was made, else the first of the browser's that the page speaks.
 * @param carried the report's
 */
export function useLanguage(carried: Language | undefined): [Language, (language: Language) => void] {
  const [language, setLanguage] = useState(() => preferred(carried))
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = saidIn(language).page.title
  }, [language])
  const choose = (chosen: Language) => {
    store('language', chosen)
    setLanguage(chosen)
  }
  return [language, choose]
}

function preferred(carried: Language | undefined): Language {
  const wanted = [stored('language'), carried, ...navigator.languages].filter((tag) => tag !== undefined)
  return wanted.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'en' || tag === 'zh') ?? 'en'
}
