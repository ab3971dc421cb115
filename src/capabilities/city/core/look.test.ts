import { describe, expect, it } from 'vitest'
import { contrast, mix, parseColour } from '../../../foundation/contrast.ts'
import { checkPng } from './png.ts'
import { checkAccent, checkGround, writeTheme } from './theme.ts'

const rgb = (text: string) => parseColour(text) ?? [0, 0, 0]

describe('a city’s colour', () => {
  it('is measured as WCAG measures it', () => {
    expect(contrast(rgb('#000000'), rgb('#ffffff'))).toBeCloseTo(21, 5)
    expect(contrast(rgb('#767676'), rgb('#ffffff'))).toBeCloseTo(4.54, 2)
    expect(mix([0, 0, 0], [255, 255, 255], 0.5)).toEqual([127.5, 127.5, 127.5])
  })

  it('that cannot be read is refused with its ratio and a darker one that can', () => {
    const refused = checkAccent('#ffcc00')
    expect(refused).toMatchObject({ ok: false, code: 'too-light' })
    const instead = refused.ok ? '' : String(refused.evidence.instead)
    expect(checkAccent(instead)).toMatchObject({ ok: true, value: instead })
    for (const wrong of ['red', '#fff', '#12345g', 'url(javascript:1)', '#000000;}', ''])
      expect(checkAccent(wrong)).toMatchObject({ code: 'colour-wrong' })
  })

  it('reads in light and in dark, as links and on buttons', () => {
    for (const accent of ['#0b5394', '#6a0dad', '#000000', '#7a1f1f', '#00695c']) {
      const values = [...writeTheme({ accent, ground: undefined }).matchAll(/--([\w-]+):(#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => ({
        name,
        value,
      }))
      const [light, dark] = [values.filter(({ name }) => name === 'brick')[0], values.filter(({ name }) => name === 'brick')[1]]
      const on = values.filter(({ name }) => name === 'on-brick')
      expect(contrast(rgb(light?.value ?? ''), [243, 239, 230])).toBeGreaterThanOrEqual(4.5)
      expect(contrast(rgb(dark?.value ?? ''), [30, 40, 64])).toBeGreaterThanOrEqual(4.5)
      expect(contrast(rgb(light?.value ?? ''), rgb(on[0]?.value ?? ''))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(rgb(dark?.value ?? ''), rgb(on[1]?.value ?? ''))).toBeGreaterThanOrEqual(4.5)
    }
  })
})

describe('a city’s ground', () => {
  it('carries our light text in light and in dark; one that is too pale is refused with a darker one that does', () => {
    const onNight = rgb('#f0ece6')
    for (const ground of ['#1d2544', '#123a2e', '#6b1d1d', '#000000']) {
      expect(checkGround(ground)).toEqual({ ok: true, value: ground })
      const nights = [...writeTheme({ accent: undefined, ground }).matchAll(/--night:(#[0-9a-f]{6})/g)].map(([, value = '']) => value)
      expect([nights.length, nights[0]]).toEqual([2, ground])
      for (const night of nights) expect(contrast(onNight, rgb(night))).toBeGreaterThanOrEqual(4.5)
    }
    const refused = checkGround('#8899aa')
    expect(refused).toMatchObject({ ok: false, code: 'too-light-ground' })
    expect(checkGround(refused.ok ? '' : String(refused.evidence.instead)).ok).toBe(true)
  })
})

describe('a city’s arms', () => {
  const png = (width: number, height: number, size = 60) => {
    const bytes = new Uint8Array(size)
    bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
    new DataView(bytes.buffer).setUint32(16, width)
    new DataView(bytes.buffer).setUint32(20, height)
    return bytes
  }

  it('are a PNG of reasonable size, and nothing else', () => {
    expect(checkPng(png(200, 80))).toMatchObject({ ok: true, value: { width: 200, height: 80 } })
    expect(checkPng(png(5000, 80))).toMatchObject({ code: 'too-large' })
    expect(checkPng(png(200, 80, 300_000))).toMatchObject({ code: 'too-large' })
    expect(checkPng(png(0, 80))).toMatchObject({ code: 'not-png' })
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', '', 'GIF89a'.padEnd(60)])
      expect(checkPng(new TextEncoder().encode(text))).toMatchObject({ code: 'not-png' })
  })
})
