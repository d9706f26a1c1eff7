/** The worker: answers the page's questions. */
import type { Question, Reply } from './messages.js'
import { Desk } from './work/desk.js'

/** The worker's own global scope, of which TypeScript's DOM library knows only the page's. */
const page = globalThis as unknown as {
  postMessage(reply: Reply): void
  addEventListener(type: 'message', listener: (event: MessageEvent<Question>) => void): void
}

const desk = new Desk((bytes, total) => page.postMessage({ kind: 'progress', bytes, total }))

page.addEventListener('message', async ({ data }) => {
  const { ticket } = data
  try {
    page.postMessage({ kind: 'answer', ticket, answer: await answerTo(data) })
  } catch (error) {
    page.postMessage({ kind: 'fault', ticket, message: error instanceof Error ? error.message : String(error) })
  }
})

function answerTo(question: Question) {
  switch (question.topic) {
    case 'rehearse':
      return desk.rehearse(question.ask)
    case 'analyse':
      return desk.analyse(question.ask)
    case 'overview':
      return desk.overview(question.ask)
    case 'detail':
      return desk.detail(question.ask)
    case 'embedded':
      return desk.embedded(question.ask)
  }
}
