import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTown, type Town } from '../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'

let site: TestSite
let town: Town
// A grey pixel, made for this test.
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==', 'base64')

beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.example:3000' })
})
afterAll(() => site.close())

const get = (path: string) => {
  // A city's settings are known for three seconds, a page for five.
  site.now += 6_000
  return site.request(path, { host: town.host })
}
const send = (
  fields: Readonly<Record<string, string>>,
  { cookie = town.cookies.admin, file }: { cookie?: string; file?: Uint8Array<ArrayBuffer> } = {},
) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  if (file) body.set('logo', new File([file], 'logo.png', { type: 'image/png' }))
  return site.request('/ville/apparence', { host: town.host, method: 'POST', headers: { cookie, origin: `http://${town.host}` }, body })
}

describe('a clerk gives the city its look, without touching code', () => {
  it('name, colour and logo are on every page, each at an address of its own', async () => {
    expect((await send({ ville: 'Amiens Métropole', couleur: '#0b5394', fond: '#123a2e' }, { file: new Uint8Array(PNG) })).status).toBe(200)
    const home = await (await get('/')).text()
    expect(home).toContain('Amiens Métropole')
    const [theme = '', logo = ''] = [
      /\/apparence\/[0-9a-f]{6}-[0-9a-f]{6}\/theme\.css/.exec(home)?.[0],
      /\/apparence\/[\w-]+\/logo\.png/.exec(home)?.[0],
    ]
    const css = await get(theme)
    expect([css.headers.get('content-type'), (await css.text()).match(/--(?:brick|night):#(?:0b5394|123a2e)/g)]).toEqual([
      'text/css; charset=utf-8',
      ['--brick:#0b5394', '--night:#123a2e'],
    ])
    const image = await get(logo)
    expect([image.headers.get('content-type'), image.headers.get('x-content-type-options')]).toEqual(['image/png', 'nosniff'])
    expect(Buffer.from(await image.arrayBuffer()).equals(PNG)).toBe(true)
  })

  it('is told in words what cannot be: a colour that does not read, a script dressed as an image', async () => {
    const light = await send({ ville: 'Amiens', couleur: '#ffee00' })
    expect([light.status, (await light.text()).includes('Essayez #')]).toEqual([422, true])
    const pale = await send({ ville: 'Amiens', couleur: '', fond: '#8899aa' })
    expect([pale.status, (await pale.text()).includes('Un texte clair ne se lit pas assez')]).toEqual([422, true])
    const script = await send({ ville: 'Amiens', couleur: '' }, { file: new TextEncoder().encode('<svg onload="alert(1)">'.padEnd(100)) })
    expect([script.status, (await script.text()).includes('n’est pas une image PNG')]).toEqual([422, true])
    expect((await send({ ville: ' ', couleur: '' })).status).toBe(422)
    expect(await (await get('/')).text()).toContain('Amiens Métropole')
  })

  it('nobody else does, and no address makes a colour that was not set', async () => {
    for (const cookie of [town.cookies.observer, town.cookies.supervisor])
      expect((await send({ ville: 'Ailleurs', couleur: '' }, { cookie })).status).toBe(403)
    for (const path of [
      '/apparence/123456-123a2e/theme.css',
      '/apparence/0b5394/theme.css',
      '/apparence/red/theme.css',
      '/apparence/abcdefghijklmnop/logo.png',
    ])
      expect((await get(path)).status).toBe(404)
  })

  it('and takes it back', async () => {
    expect((await send({ ville: 'Amiens', couleur: '', 'sans-logo': 'oui' })).status).toBe(200)
    expect(await (await get('/')).text()).not.toMatch(/\/apparence\//)
  })
})

describe('a link that is shared', () => {
  it('shows the page’s own title, drawn in the city’s name; nobody’s own words', async () => {
    const home = await (await get('/vos-droits/rue')).text()
    const image = /og:image" content="http:\/\/amiens\.example:3000([^"]+)"/.exec(home)?.[1] ?? ''
    const card = await get(image)
    expect(card.headers.get('content-type')).toBe('image/png')
    const bytes = Buffer.from(await card.arrayBuffer())
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630])
    const of = async (path: string) => Buffer.from(await (await get(`/partage/fr-${Buffer.from(path).toString('base64url')}.png`)).arrayBuffer())
    expect((await of('/vos-droits/rue')).equals(bytes)).toBe(true)
    expect((await of('Le maire démissionne')).equals(await of('/'))).toBe(true)
    for (const path of ['/partage/x.png', '/partage/de-Lw.png', '/partage/fr-.png']) expect((await get(path)).status).toBe(404)
  })
})
