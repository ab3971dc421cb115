import { useEffect, useState } from 'preact/hooks'
import type { SealedContent } from '../../core/bundle.ts'
import type { Chain } from '../../core/certificate.ts'
import type { PortableReceipt } from '../../core/receipt.ts'
import { keep, openCarnet, type CarnetStore, type Kept, type Said } from '../shared/carnet-store.ts'
import { idOfReceipt } from '../shared/examine.ts'
import type { KeptProof } from '../shared/examine-journal.ts'
import type { PlaceNames } from '../shared/names.ts'

export type Known = { readonly content?: SealedContent; readonly chain?: Chain; readonly names?: PlaceNames; readonly proof?: KeptProof }

/** This receipt as the device keeps it, if it does, and what its holder has said of it. */
export type Keeping = {
  readonly kept: Kept | undefined
  readonly said: readonly Said[]
  readonly keepIt: (claimSecret?: string) => Promise<void>
  /** Kept with the receipt when that is kept; else remembered until the page closes. */
  readonly remember: (said: Said) => Promise<void>
}

export function useKept(receipt: PortableReceipt, known: Known): Keeping {
  const [store, setStore] = useState<CarnetStore | undefined>()
  const [kept, setKept] = useState<Kept | undefined>()
  const [said, setSaid] = useState<readonly Said[]>([])
  useEffect(() => {
    void openCarnet().then(async (opened) => {
      setStore(opened)
      const found = await opened.get('receipts', idOfReceipt(receipt))
      // A proof that was found since is kept beside the receipt without being asked for.
      const proven = found !== undefined && known.proof !== undefined && found.proof === undefined
      setKept(proven ? await keep(opened, receipt, { ...known, keptAt: found.keptAt }) : found)
      setSaid(found?.said ?? [])
    })
  }, [])
  const write = async (more: Partial<Pick<Kept, 'claimSecret' | 'said'>>) => {
    if (store) setKept(await keep(store, receipt, { keptAt: Date.now(), ...known, ...more }))
  }
  return {
    kept,
    said,
    keepIt: (claimSecret) => write({ ...(claimSecret && { claimSecret }), ...(said.length > 0 && { said }) }),
    remember: async (one) => {
      setSaid([...said, one])
      if (kept) await write({ said: [...said, one] })
    },
  }
}
