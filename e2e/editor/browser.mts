import { existsSync } from 'node:fs';
import { chromium, selectors, type Page } from 'playwright-core';
import { owner } from '../support/n8nSession.mts';
import type { N8n } from '../support/index.mts';

/** Where Chromium is; `CHROMIUM` in the environment goes before. */
const PLACES = [
	process.env['CHROMIUM'],
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A browser that asks nobody but the pages it is sent to. */
const QUIET = [
	...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
	...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

const TIMEOUT_MS = 30_000;

/** The editor of an n8n, in a browser. */
export interface Editor {
	readonly page: Page;
	close(): Promise<void>;
}

/**
 * Opens the editor as its owner.
 * @param n8n has to serve its pages, see `startN8n`
 * @throws if there is no Chromium on this machine
 */
export async function openEditor(n8n: N8n): Promise<Editor> {
	const executablePath = PLACES.find((place) => place !== undefined && existsSync(place));
	if (executablePath === undefined) {
		throw new Error(
			'These tests need Chromium. On Debian: apt-get install chromium. Elsewhere, set CHROMIUM to the program.',
		);
	}
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({ executablePath, args: QUIET });
	try {
		const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
		page.setDefaultTimeout(TIMEOUT_MS);
		await page.goto(`${n8n.url}/signin`);
		await page.fill('input[name=emailOrLdapLoginId]', owner.email);
		await page.fill('input[type=password]', owner.password);
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/home\//);
		return { page, close: async () => await browser.close() };
	} catch (error) {
		await browser.close();
		throw error;
	}
}
