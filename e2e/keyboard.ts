import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Tabs until the element of this name has the focus; fails when a whole turn of the page has not met it. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const met: string[] = []
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return undefined
      const label = element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement ? element.labels?.[0]?.textContent : '' // prettier-ignore
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      return { text: (element.getAttribute('aria-label') ?? (label || element.textContent)).replaceAll(/\s+/g, ' ').trim(), seen: outlineStyle !== 'none' && outlineWidth !== '0px' } // prettier-ignore
    })
    if (focused === undefined) continue
    met.push(focused.text)
    if (typeof name === 'string' ? focused.text.includes(name) : name.test(focused.text)) {
      expect(focused.seen, `the focus on “${focused.text}” is drawn`).toBe(true)
      return
    }
  }
  throw new Error(`no Tab reaches ${name}: ${met.join(' | ')}`)
}

/** Tabs there, and presses. */
export async function press(page: Page, name: string | RegExp, key = 'Enter'): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.press(key)
}
