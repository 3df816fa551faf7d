import { filesIn, read } from './support/files.mts';

/*
 * docs/troubleshooting.md quotes the messages of the nodes and the credentials. Whoever searches the page for
 * what n8n shows has to find it, so the quotes stay those of the code.
 */

const CODE = ['nodes', 'credentials']
	.flatMap((folder) => filesIn(folder).map((name) => `${folder}/${name}`))
	.filter((path) => path.endsWith('.ts'))
	.map((path) => read(path))
	.join('\n');

/** A row of a table, whose first cell begins with a message. */
const ROW = /^\| (`[^|]*`) +\|/gm;

/** A message without what the code fills in: names, addresses and numbers. */
const partsOf = (message: string): string[] =>
	message.split('…').filter((part) => /\w{2}/.test(part));

const MESSAGES = [...read('docs/troubleshooting.md').matchAll(ROW)]
	.flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, message = '']) => message))
	.filter((message) => message.includes(' '));

it('there are messages', () => {
	expect(MESSAGES.length).toBeGreaterThan(30);
});

it.each(MESSAGES)('%s', (message) => {
	for (const part of partsOf(message)) expect(CODE).toContain(part);
});
