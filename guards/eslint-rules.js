const DRAWERS = /(^|\/)(utils?|helpers?|common|misc|manager|service)\.[a-z]+$/

/** A drawer has no door: a file is one noun or one verb. */
const fileNames = {
  meta: { type: 'problem', messages: { drawer: '{{name}} is a drawer: name the file after the one thing in it.' }, schema: [] },
  create: (context) => ({
    Program(node) {
      const name = context.filename.replaceAll('\\', '/')
      if (DRAWERS.test(name)) context.report({ node, messageId: 'drawer', data: { name } })
    },
  }),
}

/** `as` is for parsing, and says so on its line; `as const` and import renames are not casts. */
const noCast = {
  meta: { type: 'problem', messages: { cast: 'A cast needs “// parsing: why” on its line, or a type guard instead.' }, schema: [] },
  create: (context) => ({
    TSAsExpression(node) {
      if (node.typeAnnotation.type === 'TSTypeReference' && node.typeAnnotation.typeName.name === 'const') return
      const line = context.sourceCode.lines[node.loc.end.line - 1] ?? ''
      if (!line.includes('// parsing:')) context.report({ node, messageId: 'cast' })
    },
  }),
}

/** Time and randomness come in as arguments outside platform and browser code. */
const noAmbient = {
  meta: { type: 'problem', messages: { ambient: 'Time and randomness come in as arguments here.' }, schema: [] },
  create: (context) => ({
    MemberExpression(node) {
      const text = context.sourceCode.getText(node)
      if (['Date.now', 'Math.random', 'crypto.getRandomValues', 'crypto.randomUUID', 'performance.now'].includes(text))
        context.report({ node, messageId: 'ambient' })
    },
    NewExpression(node) {
      if (node.callee.name === 'Date' && node.arguments.length === 0) context.report({ node, messageId: 'ambient' })
    },
  }),
}

export const house = { rules: { 'file-names': fileNames, 'no-cast': noCast, 'no-ambient': noAmbient } }
