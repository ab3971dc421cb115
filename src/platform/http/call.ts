import { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import { negotiateLanguage } from '../i18n/negotiate.ts'
import { parseForm, parseUpload, readBody } from './body.ts'
import { senderOf } from './sender.ts'
import type { Actor, Call, CityRef, Route } from './route.ts'

const DEFAULT_MAX_BODY = 65_536

export const NO_CITY: CityRef = {
  code: '',
  number: 0,
  name: 'Vis-à-vis',
  demo: false,
  realDataNotice: undefined,
  languages: ['fr', 'en'],
  contact: '',
  dataProtectionContact: '',
  hostedBy: '',
  look: { accent: undefined, logo: undefined },
}

type Source = {
  readonly context: Context
  readonly route: Route | undefined
  readonly city: CityRef | undefined
  readonly actor: Actor
  readonly now: Date
  readonly requestId: string
  readonly origin: string
  readonly address: string
}

export function createCall(source: Source): Call {
  const { context, route, city, actor, now, requestId, origin, address } = source
  const { req } = context
  const cookie = (name: string) =>
    req
      .header('cookie')
      ?.split('; ')
      .find((part) => part.startsWith(`${name}=`))
      ?.slice(name.length + 1)
  const incoming: unknown = context.env?.incoming
  const body = () => readBody(req.raw, route?.maxBody ?? DEFAULT_MAX_BODY, incoming instanceof IncomingMessage ? incoming : undefined)
  return {
    city: city ?? NO_CITY,
    actor,
    now,
    requestId,
    origin,
    get sender() {
      return senderOf(address)
    },
    method: req.method,
    path: req.path,
    get language() {
      return negotiateLanguage(req.query('lang') ?? cookie('langue'), req.header('accept-language'))
    },
    param: (name) => req.param(name) ?? '',
    search: req.url.includes('?') ? req.url.slice(req.url.indexOf('?') + 1) : '',
    query: (name) => req.query(name),
    header: (name) => req.header(name),
    cookie,
    body,
    upload: async () => parseUpload(req.header('content-type'), await body()),
    form: async () => parseForm(req.header('content-type'), await body()),
  }
}
