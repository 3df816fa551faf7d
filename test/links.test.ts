import { filesIn, read } from './support/files.mts';

/*
 * Every link between the pages leads somewhere: the file is there, and so is the heading.
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
