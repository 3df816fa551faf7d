import type { Locator, Page } from 'playwright-core';

/*
 * What a user does in n8n's editor (2.41), by the marks that n8n gives its parts for tests.
 */

/** How long the nodes panel takes to search. */
const SEARCH_MS = 700;

/** n8n takes over what is typed only some moments later, and forgets it if the node is closed before. */
const TAKE_OVER_MS = 1_500;

/** Opens an empty workflow. */
export async function newWorkflow(page: Page, url: string): Promise<void> {
	await page.goto(`${url}/workflow/new`);
	await page.getByTestId('canvas-plus-button').waitFor();
}

/** Opens a workflow that is stored. */
export async function openWorkflow(page: Page, url: string, id: string): Promise<void> {
	await page.goto(`${url}/workflow/${id}`);
	await page.getByTestId('canvas-node').first().waitFor();
}

/** Opens the nodes panel, to add the first node. */
export async function addFirstStep(page: Page): Promise<void> {
	await page.getByTestId('canvas-plus-button').click();
	await page.getByTestId('node-creator-search-bar').waitFor();
}

/** Opens the nodes panel, to add a node behind another one. */
export async function addBehind(page: Page, node: string): Promise<void> {
	await canvasNode(page, node).getByTestId('canvas-handle-plus').first().click();
}

/** Types words into the nodes panel. @returns the names of the nodes that it then lists */
export async function search(page: Page, words: string): Promise<string[]> {
	await page.getByTestId('node-creator-search-bar').fill(words);
	await page.waitForTimeout(SEARCH_MS);
	const names = await page.getByTestId('node-creator-item-name').allTextContents();
	return names.map((name) => name.trim());
}

/** Chooses an entry of the nodes panel. */
export async function choose(page: Page, entry: string): Promise<void> {
	await page
		.getByTestId('node-creator-item-name')
		.getByText(entry, { exact: true })
		.first()
		.click();
}

/** Chooses a node in the nodes panel, and where n8n lists what the node can do, one entry of that. */
export async function chooseNode(page: Page, name: string, entry?: string): Promise<void> {
	await search(page, name);
	await choose(page, name);
	if (entry !== undefined) await choose(page, entry);
	await page.getByTestId('ndv').waitFor();
}

/** A node on the canvas. */
export function canvasNode(page: Page, name: string): Locator {
	return page.locator(`[data-test-id=canvas-node][data-node-name="${name}"]`);
}

/** Opens the settings of a node. */
export async function openNode(page: Page, name: string): Promise<void> {
	await canvasNode(page, name).dblclick();
	await page.getByTestId('ndv').waitFor();
}

/** Goes back to the canvas. */
export async function backToCanvas(page: Page): Promise<void> {
	await page.waitForTimeout(TAKE_OVER_MS);
	await page.getByTestId('ndv-close-button').click();
	await page.getByTestId('ndv').waitFor({ state: 'hidden' });
}

/** Types into a field of a node or of a credential. */
export async function fill(page: Page, parameter: string, text: string): Promise<void> {
	const field = page.getByTestId(`parameter-input-${parameter}`);
	await field.locator('input, textarea').first().fill(text);
}

/** Publishes the workflow, with the version name that n8n proposes. */
export async function publish(page: Page): Promise<void> {
	await page.getByTestId('workflow-open-publish-modal-button').click();
	await page.getByTestId('workflow-publish-button').click();
}

/** Types an expression into a field. */
export async function fillExpression(page: Page, part: string, expression: string): Promise<void> {
	const field = page.getByTestId(part);
	await field.locator('input, textarea').first().click();
	await page.getByTestId('radio-button-expression').first().click();
	await field.locator('[contenteditable=true]').click();
	// n8n writes the closing braces itself.
	await page.keyboard.type(`{{ ${expression}`);
	await field.getByText(expression).waitFor();
	await page.getByTestId('tab-params').click();
}

/** Saves a credential; n8n then tries it. */
export async function saveCredential(page: Page): Promise<void> {
	await page.getByTestId('credential-save-button').click();
}
