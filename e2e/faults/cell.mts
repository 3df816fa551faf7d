import {
	createCredential,
	createWorkflow,
	publishOrThrow,
	reference,
	unpublish,
	webhookIdOf,
	type Credential,
	type N8n,
	type Workflow,
} from '../support/index.mts';
import type { CompanyWithFaults, FaultsOfVendor, FoundWebhook, Selection } from './types.mts';

/** So often a fault strikes that goes on until it is cleared. */
export const LASTING = 1_000;

const SECOND_TRIGGER = 'Second Trigger';

/**
 * One fault at one vendor: a company of its own, a credential for it, and the workflows that listen to
 * it. All cells share an n8n.
 */
export class Cell {
	readonly n8n: N8n;
	readonly vendor: FaultsOfVendor;
	readonly company: CompanyWithFaults;
	readonly credential: Credential;
	readonly workflows: Workflow[] = [];
	/** By the webhook id of a trigger: the vendor's events that it has to be registered for. */
	readonly expected = new Map<string, readonly string[]>();
	/** What the table says besides that all went well. */
	readonly notes: string[] = [];
	/** Whether n8n showed a workflow as published that had no webhooks, until it was repaired. */
	wasShownInVain = false;
	/** The public address of n8n, without a slash at its end. */
	publicUrl: string;
	#strangers: readonly FoundWebhook[] = [];

	/** Use {@link startCell}. */
	constructor(
		n8n: N8n,
		vendor: FaultsOfVendor,
		company: CompanyWithFaults,
		credential: Credential,
	) {
		this.n8n = n8n;
		this.vendor = vendor;
		this.company = company;
		this.credential = credential;
		this.publicUrl = n8n.url;
	}

	/** Lets strangers make webhooks, or remove their own. */
	strangersAct(act: () => void): void {
		const own = new Set(this.own.map(({ id }) => id));
		act();
		this.#strangers = this.company.webhooks().filter(({ id }) => !own.has(id));
	}

	/** The webhooks of others, as they were when they were made. */
	get strangers(): readonly FoundWebhook[] {
		return this.#strangers;
	}

	/** The webhooks that this cell has made. */
	get own(): FoundWebhook[] {
		const strangers = new Set(this.#strangers.map(({ id }) => id));
		return this.company.webhooks().filter(({ id }) => !strangers.has(id));
	}

	/** Stores a workflow that is not yet published. With a second selection, it has a second trigger. */
	async workflow(first = this.vendor.selection, second?: Selection): Promise<Workflow> {
		const { trigger, triggerType: type } = this.vendor.names;
		const selections = second === undefined ? [first] : [first, second];
		const workflow = await createWorkflow(this.n8n, {
			name: `${trigger} ${this.expected.size + 1}`,
			nodes: selections.map(({ hrEvents }, index) => ({
				name: index === 0 ? trigger : SECOND_TRIGGER,
				type,
				parameters: { hrEvents },
				webhookId: crypto.randomUUID(),
				credentials: reference(this.credential),
			})),
			settings: { timezone: 'Europe/Berlin' },
		});
		for (const [index, { events }] of selections.entries()) {
			this.expect(workflow, index === 0 ? trigger : SECOND_TRIGGER, events);
		}
		this.workflows.push(workflow);
		return workflow;
	}

	/** The same, published. */
	async published(): Promise<Workflow> {
		const workflow = await this.workflow();
		await publishOrThrow(this.n8n, workflow.id);
		return workflow;
	}

	/** Adds a copy that another test step has stored, which listens for the same. */
	adopt(copy: Workflow): void {
		this.workflows.push(copy);
		this.expect(copy, this.vendor.names.trigger, this.vendor.selection.events);
	}

	/** From now on, a trigger has to be registered for these events of the vendor. */
	expect(workflow: Workflow, trigger: string, events: readonly string[]): void {
		this.expected.set(webhookIdOf(workflow, trigger), events);
	}

	/** The repair that the documents tell: unpublish and publish, once the vendor is well again. */
	async repair({ id }: Workflow): Promise<void> {
		this.company.faults.clear();
		await unpublish(this.n8n, id);
		await publishOrThrow(this.n8n, id);
		this.notes.push('after Unpublish and Publish');
	}
}

/** Starts a company that has webhooks of strangers: at another address, and at the address of this n8n. */
export async function startCell(n8n: N8n, vendor: FaultsOfVendor): Promise<Cell> {
	const company = await vendor.start();
	const { action: name, credentialType: type } = vendor.names;
	const credential = await createCredential(n8n, { name, type, data: company.credential });
	const cell = new Cell(n8n, vendor, company, credential);
	cell.strangersAct(() => {
		company.addStranger('https://hooks.example.com/hr/1');
		company.addStranger(n8n.webhookUrl(crypto.randomUUID()));
	});
	return cell;
}
