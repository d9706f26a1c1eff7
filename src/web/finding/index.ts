export { FindingView, type FindingViewProps } from './finding-view.js'
export type { Explain } from './view.js'
