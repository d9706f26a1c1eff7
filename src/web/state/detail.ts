import { useEffect, useState } from 'preact/hooks'
import type { Language } from '../../core/words/index.js'
import type { Answers } from '../answers.js'
import type { Detail } from '../messages.js'

/** A finding in full: `undefined` while it is being fetched, `null` when there is none of that name. */
export function useDetail(answers: Answers, id: string | undefined, language: Language): Detail | null | undefined {
  const [detail, setDetail] = useState<Detail | null>()
  useEffect(() => {
    if (id === undefined) return
    let wanted = true
    // The one before stays until this one is there: so nothing flickers.
    answers.detail(id, language).then((found) => wanted && setDetail(found ?? null))
    return () => {
      wanted = false
    }
  }, [answers, id, language])
  return detail
}
