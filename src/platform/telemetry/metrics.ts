import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

export type Metrics = {
  readonly registry: Registry
  readonly observeRequest: (request: {
    readonly route: string
    readonly method: string
    readonly status: number
    readonly milliseconds: number
  }) => void
  readonly count: (name: 'receipts_stored' | 'receipts_refused' | 'equivocations' | 'mails_sent' | 'mails_failed', by?: number) => void
}

/** Route templates and numbers only: no path of a person, no address. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'visavis_http_request_seconds',
    help: 'Time to answer, by route template',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.03, 0.1, 0.3, 1, 3],
    registers: [registry],
  })
  // A child for each of the few combinations that there are, looked up by one text.
  const children = new Map<string, ReturnType<typeof requests.labels>>()
  const childOf = (route: string, method: string, status: number) => {
    const key = `${method} ${status} ${route}`
    const child = children.get(key) ?? requests.labels(route, method, String(status))
    children.set(key, child)
    return child
  }
  const events = new Counter({ name: 'visavis_events_total', help: 'What happened, by kind', labelNames: ['kind'], registers: [registry] })
  return {
    registry,
    observeRequest: ({ route, method, status, milliseconds }) => childOf(route, method, status).observe(milliseconds / 1000),
    count: (name, by = 1) => events.labels(name).inc(by),
  }
}
