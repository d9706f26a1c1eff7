export { FindingView, type FindingViewProps } from './finding-view.js'
