/** An element to write: its content is text or further elements. */
export interface XmlNode {
  name: string;
  attributes?: Readonly<Record<string, string>>;
  content: string | readonly XmlNode[];
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

function elementText(node: XmlNode): string {
  const attributes = Object.entries(node.attributes ?? {}).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const content = typeof node.content === 'string' ? escaped(node.content) : node.content.map(elementText).join('');
  return `<${node.name}${attributes.join('')}>${content}</${node.name}>`;
}

/** A whole document in UTF-8 with every value escaped (XML 1.0 section 2.4). Names are the caller's own constants. */
export const xmlText = (root: XmlNode): string => `<?xml version="1.0" encoding="utf-8"?>\n${elementText(root)}\n`;
