/**
 * What no table, form, export or log may ever hold about the person checked. A test walks every column, form field,
 * message of the API and log line against these words; a match is an error, whatever the reason given.
 */
export const FORBIDDEN_FIELDS: readonly RegExp[] = [
  /(^|_)(sur|first|last|given|family|usual|birth|full)_?name$/,
  /^(name|nom|prenom|patronyme)$/,
  /birth|naissance/,
  /(^|_)(id_?(card|number|document)|passport|passeport|cni|identity_number|numero_identite)/,
  /photo|portrait|selfie|(^|_)face(_|$)|visage|fingerprint|empreinte/,
  /signature_image/,
  /nationality|nationalite|citizenship/,
  /ethni|(^|_)race(_|$)|origin_person|skin|peau/,
  /religion|culte/,
  /physical_description|description_physique|appearance|apparence|demeanou?r|comportement|clothing|vetement/,
  /file_check|fichier_consulte|fpr|wanted_file/,
  /phone_number|telephone|mobile/,
  /officer_name|nom_agent/,
  /latitude|longitude|(^|_)(gps|lat|lon|lng|coordinates)(_|$)/,
  /person_(key|id|hash)|holder_name/,
]

export function isForbiddenField(field: string): boolean {
  const snake = field
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/[\s-]+/g, '_')
    .toLowerCase()
  return FORBIDDEN_FIELDS.some((pattern) => pattern.test(snake))
}
