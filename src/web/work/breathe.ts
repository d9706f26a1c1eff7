const { port1, port2 } = new MessageChannel()

/** Resolves once everything that waits had its turn. A timer would wait four milliseconds (HTML §8.6). */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    port2.addEventListener('message', () => resolve(), { once: true })
    port2.start()
    port1.postMessage(undefined)
  })
}
