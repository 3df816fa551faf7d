import { existsSync } from 'node:fs';
import { chromium, selectors, type Browser } from 'playwright-core';

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

/**
 * Starts Chromium, without a window.
 * @throws if there is no Chromium on this machine
 */
export async function openBrowser(): Promise<Browser> {
	const executablePath = PLACES.find((place) => place !== undefined && existsSync(place));
	if (executablePath === undefined) {
		throw new Error(
			'These tests need Chromium. On Debian: apt-get install chromium. Elsewhere, set CHROMIUM to the program.',
		);
	}
	// As n8n marks what tests look for.
	selectors.setTestIdAttribute('data-test-id');
	return await chromium.launch({ executablePath, args: QUIET });
}
