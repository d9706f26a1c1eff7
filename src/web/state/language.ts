import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../../core/words/index.js'
import { saidIn } from '../words/index.js'
import { store, stored } from './stored.js'

/** The language chosen, else the first of the browser's that the page speaks. */
export function useLanguage(): [Language, (language: Language) => void] {
  const [language, setLanguage] = useState(preferred)
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

function preferred(): Language {
  const wanted = [stored('language') ?? '', ...navigator.languages]
  return wanted.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'en' || tag === 'zh') ?? 'en'
}
