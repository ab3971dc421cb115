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
  look: { accent: undefined, ground: undefined, theme: undefined, logo: undefined },
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
  return new RequestCall(source)
}

/** One for each request: what few routes ask for is worked out when they ask. */
class RequestCall implements Call {
  readonly city: CityRef
  readonly actor: Actor
  readonly now: Date
  readonly requestId: string
  readonly origin: string
  readonly #source: Source

  constructor(source: Source) {
    this.city = source.city ?? NO_CITY
    this.actor = source.actor
    this.now = source.now
    this.requestId = source.requestId
    this.origin = source.origin
    this.#source = source
  }

  get sender() {
    return senderOf(this.#source.address)
  }

  get method() {
    return this.#source.context.req.method
  }

  get path() {
    return this.#source.context.req.path
  }

  get language() {
    return negotiateLanguage(this.query('lang') ?? this.cookie('langue'), this.header('accept-language'))
  }

  get search() {
    const { url } = this.#source.context.req
    return url.includes('?') ? url.slice(url.indexOf('?') + 1) : ''
  }

  param(name: string) {
    return this.#source.context.req.param(name) ?? ''
  }

  query(name: string) {
    return this.#source.context.req.query(name)
  }

  header(name: string) {
    return this.#source.context.req.header(name)
  }

  cookie(name: string) {
    return this.header('cookie')
      ?.split('; ')
      .find((part) => part.startsWith(`${name}=`))
      ?.slice(name.length + 1)
  }

  body() {
    const { context, route } = this.#source
    const incoming: unknown = context.env?.incoming
    return readBody(context.req.raw, route?.maxBody ?? DEFAULT_MAX_BODY, incoming instanceof IncomingMessage ? incoming : undefined)
  }

  async upload() {
    return parseUpload(this.header('content-type'), await this.body())
  }

  async form() {
    return parseForm(this.header('content-type'), await this.body())
  }
}
