import type { Catalogue } from '../../../foundation/wording.ts'

/** A member's passkey, beside their twelve words. */
export const PASSKEY_WORDS = {
  passkeyOpen: { fr: 'Ouvrir avec la clé d’accès de cet appareil', en: 'Open with this device’s passkey' },
  passkeyOr: { fr: 'Ou avec vos 12 mots', en: 'Or with your 12 words' },
  passkeyTitle: { fr: 'Ouvrir sans taper vos mots, sur cet appareil', en: 'Open without typing your words, on this device' },
  passkeyLead: {
    fr: 'Une clé d’accès (empreinte, visage ou code de l’appareil) scelle vos mots sur cet appareil. Elle vous sera demandée deux fois. Qui peut déverrouiller cet appareil pourra ouvrir vos dossiers : pas sur un ordinateur partagé. Gardez vos mots : eux seuls ouvrent ailleurs.',
    en: 'A passkey (fingerprint, face or the device’s code) seals your words on this device. You will be asked for it twice. Whoever can unlock this device can then open your cases: not on a shared computer. Keep your words: they alone open elsewhere.',
  },
  passkeyKept: {
    fr: 'Cet appareil ouvre avec sa clé d’accès. Y renoncer n’efface aucun dossier ; vos mots ouvrent toujours.',
    en: 'This device opens with its passkey. Giving it up erases no case; your words still open.',
  },
  passkeyMake: { fr: 'Créer une clé d’accès', en: 'Create a passkey' },
  passkeyForget: { fr: 'Ne plus ouvrir ainsi sur cet appareil', en: 'No longer open so on this device' },
  passkeyMade: { fr: 'La clé d’accès est prête.', en: 'The passkey is ready.' },
  passkeyGone: {
    fr: 'Cet appareil n’ouvre plus sans vos mots. La clé d’accès elle-même s’efface dans les réglages de l’appareil.',
    en: 'This device no longer opens without your words. The passkey itself is erased in the device’s settings.',
  },
  passkeyName: { fr: 'Coffre {body}', en: 'Vault {body}' },
  'no-passkey-cancelled': {
    fr: 'La clé d’accès n’a pas été donnée. Recommencez, ou tapez vos 12 mots.',
    en: 'The passkey was not given. Try again, or type your 12 words.',
  },
  'no-passkey-unable': {
    fr: 'Cet appareil ou ce navigateur ne sait pas sceller sous une clé d’accès. Vos 12 mots suffisent.',
    en: 'This device or browser cannot seal under a passkey. Your 12 words are enough.',
  },
  'no-passkey-unkept': {
    fr: 'Cet appareil refuse de garder quoi que ce soit pour ce site : la clé d’accès n’y servirait pas. Vos 12 mots suffisent.',
    en: 'This device refuses to keep anything for this site: a passkey would be of no use. Your 12 words are enough.',
  },
  'no-passkey-wrong': {
    fr: 'Cette clé d’accès n’ouvre plus rien ici. Tapez vos 12 mots, puis refaites-la.',
    en: 'This passkey opens nothing here any more. Type your 12 words, then make it anew.',
  },
} as const satisfies Catalogue<string>
