const { BareTrigger } = require('./BareTrigger.node.js');

/** The same with an `execute`, as a trigger needs that reads records in the execution: what n8n itself takes for that. */
exports.BareRunningTrigger = class BareRunningTrigger extends BareTrigger {
	constructor() {
		super();
		this.description = {
			...this.description,
			displayName: 'Bare Running Trigger',
			name: 'bareRunningTrigger',
			defaults: { name: 'Bare Running Trigger' },
		};
	}

	async execute() {
		return [this.getInputData()];
	}
};
