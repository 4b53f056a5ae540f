/**
 * What the table of managed settings looks like elsewhere: administrative templates for Group Policy and Intune, and the
 * table in docs/policies.md. Pure: the same table and sentences give the same text.
 */
const KEY = 'SOFTWARE\\Policies\\Mailramp';
const SCHEMA = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions';
const HEADING = '<?xml version="1.0" encoding="utf-8"?>';

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);

/** Value names as administrators know them. */
const pascal = (name) => name.charAt(0).toUpperCase() + name.slice(1);

/** ICU quotes what is to stand as it is. */
const plain = (sentence) => sentence.replace(/'(\{[^']*\})'/g, '$1');

const admxParts = {
  text: (name) => ({ elements: [`<text id="${name}" valueName="${name}" required="true" />`] }),
  list: (name) => ({ elements: [`<list id="${name}" key="${KEY}\\${name}" valuePrefix="" />`] }),
  choice: (name, { choices }) => ({
    elements: [
      `<enum id="${name}" valueName="${name}" required="true">`,
      ...choices.map((one) => `  <item displayName="$(string.${name}_${one})"><value><string>${one}</string></value></item>`),
      '</enum>',
    ],
  }),
  switch: (name) => ({
    valueName: name,
    values: ['<enabledValue><decimal value="1" /></enabledValue>', '<disabledValue><decimal value="0" /></disabledValue>'],
  }),
};

function admxPolicy([setting, definition]) {
  const name = pascal(setting);
  const { elements = [], values = [], valueName } = admxParts[definition.kind](name, definition);
  const presentation = elements.length === 0 ? '' : ` presentation="$(presentation.${name})"`;
  return [
    `    <policy name="${name}" class="Both" displayName="$(string.${name})" explainText="$(string.${name}_Explain)"${presentation} key="${KEY}"${valueName === undefined ? '' : ` valueName="${valueName}"`}>`,
    '      <parentCategory ref="Mailramp" />',
    '      <supportedOn ref="Supported" />',
    ...values.map((line) => `      ${line}`),
    ...(elements.length === 0 ? [] : ['      <elements>', ...elements.map((line) => `        ${line}`), '      </elements>']),
    '    </policy>',
  ];
}

const admx = (settings) => [
  HEADING,
  `<policyDefinitions revision="1.0" schemaVersion="1.0" xmlns="${SCHEMA}">`,
  '  <policyNamespaces>',
  '    <target prefix="mailramp" namespace="Mailramp.Policies" />',
  '  </policyNamespaces>',
  '  <resources minRequiredRevision="1.0" />',
  '  <supportedOn>',
  '    <definitions>',
  '      <definition name="Supported" displayName="$(string.Supported)" />',
  '    </definitions>',
  '  </supportedOn>',
  '  <categories>',
  '    <category name="Mailramp" displayName="$(string.Mailramp)" />',
  '  </categories>',
  '  <policies>',
  ...Object.entries(settings).flatMap(admxPolicy),
  '  </policies>',
  '</policyDefinitions>',
];

const FIELDS = {
  text: (name) => `<textBox refId="${name}"><label>${name}</label></textBox>`,
  choice: (name) => `<dropdownList refId="${name}" noSort="true">${name}</dropdownList>`,
  list: (name) => `<listBox refId="${name}">${name}</listBox>`,
};

function adml(settings, sentences) {
  const entries = Object.entries(settings).map(([setting, definition]) => ({ name: pascal(setting), setting, ...definition }));
  const strings = [
    ['Mailramp', 'Mailramp'],
    ['Supported', 'Mailramp 0.1'],
    ...entries.flatMap(({ name, setting, choices = [] }) => [
      [name, name],
      [`${name}_Explain`, plain(sentences[setting])],
      ...choices.map((one) => [`${name}_${one}`, one]),
    ]),
  ];
  return [
    HEADING,
    `<policyDefinitionResources revision="1.0" schemaVersion="1.0" xmlns="${SCHEMA}">`,
    '  <displayName>Mailramp</displayName>',
    '  <description>Mailramp</description>',
    '  <resources>',
    '    <stringTable>',
    ...strings.map(([id, text]) => `      <string id="${id}">${escaped(text)}</string>`),
    '    </stringTable>',
    '    <presentationTable>',
    ...entries.flatMap(({ name, kind }) =>
      kind === 'switch' ? [] : [`      <presentation id="${name}">${FIELDS[kind](name)}</presentation>`],
    ),
    '    </presentationTable>',
    '  </resources>',
    '</policyDefinitionResources>',
  ];
}

const shownDefault = (value) => {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '–';
  return typeof value === 'boolean' ? String(value) : `\`${value}\``;
};

const kindText = ({ kind, choices = [], most }) =>
  ({ text: 'text', switch: 'yes or no', list: `list, at most ${most}`, choice: choices.map((one) => `\`${one}\``).join(', ') })[kind];

/** Rows of docs/policies.md, before Prettier lines them up. */
const table = (settings, defaults, sentences) => [
  '| setting | value | default | who may choose otherwise | what it does |',
  '| --- | --- | --- | --- | --- |',
  ...Object.entries(settings).map(([name, definition]) =>
    [
      '',
      `\`${name}\``,
      kindText(definition),
      shownDefault(defaults[name]),
      definition.nature === 'rule' ? 'nobody' : 'the person',
      plain(sentences[name]),
      '',
    ]
      .join(' | ')
      .trim(),
  ),
];

const lines = (all) => `${all.join('\n')}\n`;

/** The files by path from the repository's root, and the table. `sentences`: `policy.setting` of each language's `codes`. */
export const policyDocuments = (settings, defaults, sentences) => ({
  files: {
    'assets/policy-templates/mailramp.admx': lines(admx(settings)),
    'assets/policy-templates/en-US/mailramp.adml': lines(adml(settings, sentences.en)),
    'assets/policy-templates/de-DE/mailramp.adml': lines(adml(settings, sentences.de)),
  },
  table: lines(table(settings, defaults, sentences.en)),
});

export const BEGIN = '<!-- table: node build/scripts/policy-templates.mjs -->';
export const END = '<!-- end of table -->';
