import type { Page } from 'playwright-core';
import { openBrowser } from '../support/browser.mts';
import { owner } from '../support/n8nSession.mts';
import type { N8n } from '../support/index.mts';

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
	const browser = await openBrowser();
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
