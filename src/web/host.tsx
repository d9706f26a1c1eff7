/** One end of a connection: its address and port, and what the capture calls it. */
import type { NamedEndpoint } from '../core/report/model.js'
import { endpoint } from '../core/words/format.js'

export const Host = ({ end }: { end: NamedEndpoint }) => (
  <>
    {endpoint(end)}
    {end.name && (
      <>
        {' '}
        (<bdi>{end.name}</bdi>)
      </>
    )}
  </>
)
