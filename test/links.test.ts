import { PackageDirectoryLoader } from 'n8n-core';
import { z } from 'zod/v4';

import { exists, filesIn, foldersIn, pathOf, read } from './support/files.mts';

/*
 * Every link between the pages leads somewhere: the file is there, and so is the heading. Every command can be run,
 * every file that is named is there, and so is every operation and every choice.
 */

const PAGES = [
	...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'simulators/README.md'],
	...filesIn('docs')
		.filter((name) => name.endsWith('.md'))
		.map((name) => `docs/${name}`),
];

const CODE_BLOCK = /```.*?```/gs;
const textOf = (page: string): string => read(page).replace(CODE_BLOCK, '');

/** As GitHub makes the name of a heading: lower case, hyphens for blanks, no other signs. */
function anchorsOf(page: string): string[] {
	const headings = [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
	return headings.map((heading) =>
		heading
			.toLowerCase()
			.replace(/[^\w\- ]|_/g, '')
			.replaceAll(' ', '-'),
	);
}

const LINKS = PAGES.flatMap((page) =>
	[...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, link = '']) => link)
		.filter((link) => !/^\w+:/.test(link))
		.map((link) => ({ page, link })),
);

it('there are links between the pages', () => {
	expect(LINKS.length).toBeGreaterThan(50);
});

it.each(LINKS)('$page leads to $link', ({ page, link }) => {
	const [path = '', anchor] = link.split('#');
	const target = path === '' ? page : new URL(path, `file:///${page}`).pathname.slice(1);
	expect(read(target)).not.toBe('');
	if (anchor !== undefined && target.endsWith('.md')) expect(anchorsOf(target)).toContain(anchor);
});

const { scripts } = z
	.object({ scripts: z.record(z.string(), z.string()) })
	.parse(JSON.parse(read('package.json')));

const COMMANDS = PAGES.flatMap((page) =>
	[...read(page).matchAll(/\bnpm run (?:--silent )?([\w:-]*\w)/g)].map(([, script = '']) => script),
);

it('every command of the pages is one of package.json', () => {
	expect(COMMANDS.length).toBeGreaterThan(50);
	expect(COMMANDS.filter((script) => !(script in scripts))).toEqual([]);
});

/** The pages name files as the people who work on them do: below the folder that a passage is about. */
const FOLDERS = [
	...['.', 'nodes', 'nodes/shared', 'test', 'test/support'],
	...foldersIn('nodes').flatMap((vendor) => [`nodes/${vendor}`, `nodes/${vendor}/records`]),
];

const NAMED_FILES = PAGES.flatMap((page) =>
	[
		...read(page).matchAll(
			/(?<=[`\s])[\w.-]*(?:\/[\w.-]+)+\.(?:ts|mts|js|cjs|mjs|md|yml)(?=[`\s])/g,
		),
	].map(([file]) => ({ page, file })),
);

it('every file that the pages name is there', () => {
	expect(NAMED_FILES.length).toBeGreaterThan(50);
	const isThere = (file: string): boolean => FOLDERS.some((folder) => exists(folder, file));
	expect(NAMED_FILES.filter(({ file }) => !isThere(file))).toEqual([]);
});

/** _Event: Get Many Since_ is an operation of a resource, _Output: Raw_ a choice of a parameter, and some labels are like this. */
const CHOICES = PAGES.flatMap((page) =>
	[...textOf(page).matchAll(/(?<!\w)_([A-Z][A-Za-z\s]+: [A-Za-z\s]+)_(?!\w)/g)].map(
		([, choice = '']) => ({ page, choice: choice.replace(/\s+/g, ' ') }),
	),
);

it('every operation and every choice of the pages is one of the nodes', async () => {
	expect(CHOICES.length).toBeGreaterThan(30);
	const loader = new PackageDirectoryLoader(pathOf());
	await loader.loadAll();
	const nodes = JSON.stringify(loader.nodeTypes);
	const isLabel = (label: string): boolean => nodes.includes(`"${label}"`);
	const isThere = (choice: string): boolean => isLabel(choice) || choice.split(': ').every(isLabel);
	expect(CHOICES.filter(({ choice }) => !isThere(choice))).toEqual([]);
});
