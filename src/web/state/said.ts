import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { type Said, saidIn } from '../words/index.js'

/** The words that everything on the page speaks in. */
export const SaidContext = createContext<Said>(saidIn('en'))

export const useSaid = (): Said => useContext(SaidContext)
