import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';

const SCREENS = [
	{ name: 'a desktop', width: 1440, height: 900 },
	{ name: 'a phone', width: 360, height: 740 },
] as const;

const COLOURS = ['light', 'dark'] as const;

/**
 * Checks a page as people with a disability, and people with a phone, meet it: in light and in dark colours, on a large
 * and on a small screen. Nothing may lie beside the screen, and axe may find nothing, advice included.
 */
export async function assertAccessible(browser: Browser, url: string): Promise<void> {
	for (const colorScheme of COLOURS) {
		for (const { name, width, height } of SCREENS) {
			const context = await browser.newContext({ colorScheme, viewport: { width, height } });
			try {
				const page = await context.newPage();
				await page.goto(url);
				await drawn(page);
				const { violations } = await new AxeBuilder({ page }).analyze();
				const found = violations.flatMap(({ id, help, nodes }) =>
					nodes.map(({ html }) => `${id}: ${help}: ${html}`),
				);
				assert.deepEqual(found, [], `on ${name}, ${colorScheme}`);
				const beside = await page.evaluate(
					() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
				);
				assert.ok(beside <= 0, `${beside} pixels beside the screen of ${name}`);
			} finally {
				await context.close();
			}
		}
	}
}

/**
 * Presses a button without a mouse: the Tab key goes to it, the space bar presses it. The page has to say what happened,
 * and the next Tab has to go on from the same button.
 * @param button the vendor and the button, as in the address that the button posts to
 * @param says what the page says when the button was pressed
 */
export async function pressByKeyboard(
	browser: Browser,
	url: string,
	[vendor, button]: readonly [vendor: string, button: string],
	says: RegExp,
): Promise<void> {
	const page = await browser.newPage();
	try {
		await page.goto(url);
		await drawn(page);
		const explanation = `about-${vendor}-${button}`;
		const wanted = page.locator(`button[aria-describedby="${explanation}"]:focus`);
		for (let tabs = 0; (await wanted.count()) === 0; tabs += 1) {
			assert.ok(tabs < MOST_TABS, `Tab does not reach the button ${button} of ${vendor}`);
			await page.keyboard.press('Tab');
		}
		await page.keyboard.press('Space');
		await page.getByRole('status').filter({ hasText: says }).waitFor();
		await wanted.waitFor();
	} finally {
		await page.close();
	}
}

/** More than the page has links and buttons. */
const MOST_TABS = 200;

/** Waits for what the page's script adds. */
async function drawn(page: Page): Promise<void> {
	await page.getByRole('button').first().waitFor();
}
