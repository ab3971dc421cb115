import type { Worded } from '../../../foundation/wording.ts'
import type { Act, ServiceKind } from '../../../foundation/police-acts.ts'
import type { AgeBand, Delivery, Sex, UndeliveredReason } from '../core/detail.ts'
import type { GroundCode } from '../core/ground.ts'
import type { Circumstance, Motive } from '../core/motive.ts'
import type { CheckResult, FollowUp } from '../core/outcome.ts'

/** The French words are the law's where the law has them. */
export const SERVICE_LABELS: Readonly<Record<ServiceKind, Worded>> = {
  police_municipale: { fr: 'Police municipale', en: 'Municipal police' },
  police_nationale: { fr: 'Police nationale', en: 'National police' },
  gendarmerie: { fr: 'Gendarmerie', en: 'Gendarmerie' },
}

export const ACT_LABELS: Readonly<Record<Act, Worded>> = {
  controle_identite: { fr: 'Contrôle d’identité', en: 'Identity check (contrôle d’identité)' },
  verification_identite: { fr: 'Vérification d’identité', en: 'Identity verification (vérification d’identité)' },
  releve_identite: { fr: 'Relevé d’identité', en: 'Identity record for a report (relevé d’identité)' },
  controle_routier: { fr: 'Contrôle routier', en: 'Road check' },
}

/** What the act is, in a sentence that a person in the street understands. */
export const ACT_MEANINGS: Readonly<Record<Act, Worded>> = {
  controle_identite: {
    fr: 'La police nationale ou la gendarmerie vous a demandé de justifier de votre identité.',
    en: 'The national police or gendarmerie asked you to show who you are.',
  },
  verification_identite: {
    fr: 'Vous avez été retenu, quatre heures au plus, le temps d’établir votre identité.',
    en: 'You were held, for four hours at most, while your identity was established.',
  },
  releve_identite: {
    fr: 'La police municipale a noté votre identité pour dresser le procès-verbal d’une infraction qu’elle a le droit de constater. Elle ne peut pas vous fouiller, ni vous retenir sans ordre d’un officier de police judiciaire.',
    en: 'The municipal police noted your identity to write a report on an offence that it may record. It may not search you, nor hold you without an order from a judicial police officer.',
  },
  controle_routier: {
    fr: 'Les papiers du véhicule et du conducteur vous ont été demandés.',
    en: 'You were asked for the papers of the vehicle and its driver.',
  },
}

export const GROUND_LABELS: Readonly<Record<GroundCode, Worded>> = {
  PJ1: { fr: 'Infraction commise ou tentée', en: 'Offence committed or attempted' },
  PJ2: { fr: 'Préparation d’un crime ou d’un délit', en: 'Preparation of a serious offence' },
  PJ3: { fr: 'Renseignements utiles à l’enquête', en: 'Information useful to an investigation' },
  PJ4: { fr: 'Violation d’une obligation judiciaire', en: 'Breach of a court-ordered obligation' },
  PJ5: { fr: 'Personne recherchée', en: 'Wanted person' },
  RQ1: { fr: 'Réquisitions du procureur', en: 'Prosecutor’s written order' },
  OP1: { fr: 'Prévention d’une atteinte à l’ordre public', en: 'Prevention of a breach of public order' },
  FR1: { fr: 'Zone frontalière, gare, port, aéroport', en: 'Border zone, station, port, airport' },
  TR1: { fr: 'Lieux professionnels', en: 'Workplace' },
  RQ2: { fr: 'Réquisitions : véhicules et bagages', en: 'Prosecutor’s order: vehicles and bags' },
  OP2: { fr: 'Atteinte grave : véhicules et bagages', en: 'Serious threat: vehicles and bags' },
  VI1: { fr: 'Vérification d’identité', en: 'Identity verification' },
  RI1: { fr: 'Relevé d’identité par la police municipale', en: 'Identity record by municipal police' },
  CR1: { fr: 'Contrôle routier', en: 'Road check' },
}

export const MOTIVE_LABELS: Readonly<Record<Motive, Worded>> = {
  drugs: { fr: 'Stupéfiants', en: 'Drugs' },
  weapons: { fr: 'Armes', en: 'Weapons' },
  theft: { fr: 'Vol', en: 'Theft' },
  damage: { fr: 'Dégradations', en: 'Damage' },
  violence: { fr: 'Violences', en: 'Violence' },
  wanted: { fr: 'Recherche en cours', en: 'Search under way' },
  judicial_order: { fr: 'Obligation judiciaire', en: 'Court-ordered obligation' },
  prosecutor_order: { fr: 'Lieux et moments fixés par le procureur', en: 'Places and times set by the prosecutor' },
  border_zone: { fr: 'Zone frontalière ou de transport', en: 'Border or transport zone' },
  workplace: { fr: 'Lieu de travail', en: 'Workplace' },
  public_order: { fr: 'Ordre public', en: 'Public order' },
  public_drinking: { fr: 'Alcool sur la voie publique', en: 'Drinking in public' },
  noise: { fr: 'Tapage', en: 'Noise' },
  dumping: { fr: 'Dépôt d’ordures', en: 'Dumping waste' },
  traffic: { fr: 'Circulation, stationnement', en: 'Traffic, parking' },
  cycling: { fr: 'Vélo, trottinette', en: 'Bicycle, scooter' },
  animal: { fr: 'Animal', en: 'Animal' },
  terraces: { fr: 'Occupation de l’espace public', en: 'Use of public space' },
  market_rules: { fr: 'Règles du marché', en: 'Market rules' },
  other_offence: { fr: 'Autre infraction', en: 'Other offence' },
  identity_not_shown: { fr: 'Identité non établie', en: 'Identity not shown' },
}

export const CIRCUMSTANCE_LABELS: Readonly<Record<Circumstance, Worded>> = {
  gathering: { fr: 'Rassemblement', en: 'Gathering' },
  fight_reported: { fr: 'Rixe signalée', en: 'Fight reported' },
  recent_incidents: { fr: 'Incidents récents à cet endroit', en: 'Recent incidents here' },
  event: { fr: 'Manifestation ou événement', en: 'Event' },
  call_from_resident: { fr: 'Appel d’un riverain', en: 'Call from a resident' },
  threat_to_goods: { fr: 'Menace sur des biens', en: 'Threat to property' },
}

export const RESULT_LABELS: Readonly<Record<CheckResult, Worded>> = {
  nothing: { fr: 'Aucune suite', en: 'Nothing followed' },
  contravention: { fr: 'Contravention', en: 'Fine' },
  delit: { fr: 'Délit constaté', en: 'Offence (délit) recorded' },
  verification: { fr: 'Vérification d’identité', en: 'Identity verification' },
  arrest: { fr: 'Interpellation', en: 'Arrest' },
  other: { fr: 'Autre suite', en: 'Something else' },
}

export const FOLLOW_UP_LABELS: Readonly<Record<FollowUp, Worded>> = {
  pat_down: { fr: 'Palpation de sécurité', en: 'Pat-down' },
  bag: { fr: 'Sac ouvert', en: 'Bag opened' },
  vehicle: { fr: 'Véhicule visité', en: 'Vehicle searched' },
  verification: { fr: 'Vérification d’identité', en: 'Identity verification' },
}

export const DELIVERY_LABELS: Readonly<Record<Delivery['mode'], Worded>> = {
  screen: { fr: 'À l’écran', en: 'On screen' },
  card: { fr: 'Sur une carte', en: 'On a card' },
  own_phone: { fr: 'Dans le carnet de la personne', en: 'In the person’s own record book' },
  not_delivered: { fr: 'Non remis', en: 'Not delivered' },
}

export const UNDELIVERED_LABELS: Readonly<Record<UndeliveredReason, Worded>> = {
  refused: { fr: 'La personne ne l’a pas voulu', en: 'The person did not want it' },
  left: { fr: 'La personne est partie', en: 'The person left' },
  danger: { fr: 'Danger', en: 'Danger' },
  emergency: { fr: 'Urgence ailleurs', en: 'Emergency elsewhere' },
  equipment: { fr: 'Panne de matériel', en: 'Equipment failure' },
}

export const AGE_LABELS: Readonly<Record<AgeBand, Worded>> = {
  minor: { fr: 'Moins de 18 ans', en: 'Under 18' },
  '18-24': { fr: '18 à 24 ans', en: '18 to 24' },
  '25-34': { fr: '25 à 34 ans', en: '25 to 34' },
  '35+': { fr: '35 ans et plus', en: '35 and over' },
}

export const SEX_LABELS: Readonly<Record<Sex, Worded>> = { female: { fr: 'Femme', en: 'Woman' }, male: { fr: 'Homme', en: 'Man' } }
