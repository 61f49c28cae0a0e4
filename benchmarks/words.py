"""Words and sentences that generated reports are made of; all our own.

A slot in braces is filled by `reports.Story`: from the lists here by its name, or with a number, a time or a person.
"""

from __future__ import annotations

LISTS = {
    "service": """
        account-api address-lookup audit-trail auth-gateway basket-service billing-worker catalogue-search checkout-api
        claims-intake content-cache coupon-engine customer-profile delivery-planner dns-publisher document-store
        email-relay event-bus export-runner feature-flags fraud-score geo-index grants-portal identity-sync
        image-resizer inventory-feed invoice-builder job-queue key-vault label-printer ledger-writer login-edge
        loyalty-points map-tiles media-encoder menu-service metrics-proxy notification-hub order-router parcel-tracker
        patient-index payment-adapter payroll-batch price-feed quota-keeper rate-limiter refund-service report-builder
        reservation-api route-planner search-indexer session-store settlement-job sms-gateway stock-sync tax-lookup
        ticket-desk token-issuer translation-api upload-proxy usage-meter video-ingest voucher-api webhook-sender
    """.split(),
    "first": """
        Abena Adaeze Ahmed Aiko Alejandra Amara Anders Anil Anneke Beatriz Bogdan Carlos Chidi Clara Colm Daniela Dave
        Deepa Dimitri Elena Emeka Ewa Fatima Femi Florian Grace Hamza Hannah Hiroshi Ines Ingrid Ivan Jamal Jana Joao
        Joseph Kavita Kenji Kofi Lars Leila Linh Lucia Magnus Marek Maria Mateo Mei Miriam Nadia Ngozi Nikhil Olga Omar
        Paolo Petra Pooja Priya Rafael Rahul Rania Rosa Samir Sanjay Sara Sipho Sofia Stefan Sunita Tamara Thomas Tomas
        Uma Viktor Wanjiru Wei Xiaoming Yara Yusuf Zanele
    """.split(),
    "last": """
        Abdi Achterberg Adeyemi Almeida Andersson Banerjee Bauer Castillo Chen Cohen Costa Dubois Eriksen Farouk Fischer
        Garcia Haddad Hansen Hughes Ibrahim Ivanova Jansen Kamau Kaya Kim Kowalski Kumar Larsen Lindqvist Lopez Mbeki
        Mensah Moreau Nair Nakamura Nguyen Novak Okafor Okonkwo Oyelaran Papadopoulos Patel Petrov Rafferty Rahman Rossi
        Santos Sato Schneider Sharma Silva Tanaka Tesfaye Vargas Virtanen Walker Weber Yilmaz Zhang
    """.split(),
    "team": [
        "Checkout",
        "Data Platform",
        "Delivery",
        "Developer Experience",
        "Edge",
        "Identity",
        "Infrastructure",
        "Ledger",
        "Messaging",
        "Mobile",
        "Observability",
        "Payments",
        "Pricing",
        "Release",
        "Search",
        "Security",
        "Storage",
        "Warehouse Systems",
    ],
    "vendor": "Brightmail CloudHarbor DataFerry EdgeMoor Finlayer Geonest HostReef MailQuay PayLattice".split(),
    "role": [
        "the on-call engineer",
        "the release manager",
        "the database administrator",
        "the reviewer",
        "the duty manager",
        "a contractor",
        "the junior developer",
        "the network engineer",
        "the team lead",
        "the operator",
    ],
    "component": [
        "connection pool",
        "retry budget",
        "read replica",
        "write-ahead log",
        "leader election",
        "request queue",
        "certificate store",
        "health check",
        "circuit breaker",
        "session cache",
        "consumer group",
        "load balancer",
        "DNS resolver",
        "backup job",
        "rate limiter",
        "thread pool",
        "config loader",
        "feature flag",
        "autoscaler",
        "message broker",
        "primary index",
        "storage volume",
        "admission webhook",
        "sidecar proxy",
        "nightly batch",
    ],
    "change": [
        "schema migration",
        "certificate rotation",
        "kernel upgrade",
        "cache flush",
        "failover drill",
        "config change",
        "index rebuild",
        "library upgrade",
        "traffic shift",
        "capacity change",
        "routing change",
        "key rotation",
        "data backfill",
        "cluster upgrade",
        "log retention change",
        "permission clean-up",
    ],
    "symptom": [
        "timeouts",
        "5xx responses",
        "duplicate messages",
        "stale prices",
        "empty search results",
        "slow logins",
        "missing invoices",
        "rejected payments",
        "dropped connections",
        "late deliveries",
        "broken images",
        "lost sessions",
    ],
    "metric": [
        "error rate",
        "p99 latency",
        "queue depth",
        "replication lag",
        "memory use",
        "connection count",
        "disk usage",
        "request rate",
        "cache hit rate",
        "consumer lag",
        "CPU time",
    ],
    "step": [
        "the migration",
        "the smoke test",
        "the rollback script",
        "the dry run",
        "the certificate renewal",
        "the backup check",
        "the capacity review",
        "the staging deploy",
        "the feature flag",
        "the index rebuild",
        "the runbook",
        "the dashboard",
        "the alert thresholds",
        "the firewall rule",
        "the cache warm-up",
    ],
    "region": "eu-west-1 eu-north-1 us-east-1 us-west-2 ap-south-1 ap-northeast-1 sa-east-1 af-south-1".split(),
    "customers": [
        "customers",
        "merchants",
        "drivers",
        "patients' practices",
        "partner shops",
        "subscribers",
        "internal users",
        "mobile users",
        "claim handlers",
        "warehouse staff",
    ],
    "opening": [
        "",
        "",
        "",
        "",
        "At {time}, ",
        "By {time}, ",
        "For about {small} minutes, ",
        "During the {change}, ",
        "In {region}, ",
        "After the {change} of {service}, ",
        "While {service} was being drained, ",
        "Shortly after {time}, ",
        "Once the {component} had recovered, ",
        "According to the logs of {service}, ",
        "On {number} of the requests, ",
        "With only {small} nodes left, ",
    ],
    "ending": [
        "",
        "",
        "",
        "",
        ", which nobody could see from the dashboard of {service}",
        ", and the {metric} stayed at {percent} until {time}",
        ", so that {service} had to be restarted {small} times",
        ", because the {component} had a limit of {number}",
        ", while {service} carried on as usual",
        " (see {ticket})",
        ", as the trace of request {number} shows",
        " in {region}",
        " for {small} minutes",
        ", and {customers} saw {symptom}",
        "; {service} was not affected",
    ],
}

CLEAN = [
    "{opening}the {component} of {service} returned {symptom} to {percent} of requests{ending}.",
    "{opening}the {metric} of {service} rose from {small} to {number}{ending}.",
    "{opening}the health check failed to detect the empty {component}{ending}.",
    "{opening}the job should have finished within {small} minutes{ending}.",
    "The {change} was rolled out to {region} at {time}{ending}.",
    "The {component} reached its limit of {number} entries{ending}.",
    "{opening}{service} retried each call {small} times, which multiplied the load on {service}{ending}.",
    "The alert for {metric} had a threshold of {percent} and did not fire until {time}{ending}.",
    "{opening}the {component} could not reach {service}{ending}.",
    "The rollback took {small} minutes, since the {component} had to be drained first{ending}.",
    "A missing index on the {component} made each query read {number} rows{ending}.",
    "The {change} changed the default of the {component} from {small} to {number}{ending}.",
    "{first} was paged at {time} and joined the call {small} minutes later{ending}.",
    "{first} noticed the {metric} of {service} and posted the graph in the channel{ending}.",
    "{first} rolled the {change} back at {time}{ending}.",
    "{team} and {team} worked together on the {component}{ending}.",
    "{opening}the failover did not start, as the {component} still answered its probe{ending}.",
    "The documentation of {service} does not say what happens when the {component} is full{ending}.",
    "Nothing in the deploy pipeline checks the {component} against {service}{ending}.",
    "The runbook assumes that {service} is reachable, which was not the case{ending}.",
    "We did not have a test for the {change} with more than {number} rows{ending}.",
    "We were lucky that the {change} had not reached {region}{ending}.",
    "{opening}{customers} saw {symptom}, and {number} of them opened a ticket{ending}.",
    "The culprit was pull request {number}, which changed the {component}{ending}.",
    "{vendor} raised its rate limit for us at {time}{ending}.",
    "The operator reconciled the {component} {small} times before it gave up{ending}.",
    "The {component} was sized for {percent} of the current traffic{ending}.",
    "{opening}two nodes missed the heartbeat and were evicted{ending}.",
    "The error budget of {service} for this quarter is used up to {percent}{ending}.",
    "It is hard to tell {symptom} from a slow client by looking at the {metric}{ending}.",
    "{first} and {first} compared the {component} of {service} with that of {service}{ending}.",
    "The client of {service} ignores the `Retry-After` header{ending}.",
    "We decided to keep the {change} and to raise the limit of the {component}{ending}.",
    "The queue held **{number}** messages at its peak{ending}.",
    "The old [dashboard](https://grafana.example/d/{number}) shows the {metric} per host only{ending}.",
    "The default was chosen when {service} had {small} users and no one expected {number}{ending}.",
    "{opening}the page went to the {team} rota, which does not run {service}{ending}.",
    "Support handled {number} contacts, {percent} more than on a usual day{ending}.",
    "A page fault in the {component} stopped {service}{ending}.",
    "The {change} had been tested in staging, where the {component} is {small} times smaller{ending}.",
]
"""Sentences without blame, many with words that a reader has to look at twice: failed, should, missed, culprit."""

BLAMEFUL = [
    "{first} forgot to run {step} before the {change}{ending}.",
    "{first} should have checked the {metric} of {service} first{ending}.",
    "{role} failed to follow the runbook{ending}.",
    "This was caused by {first}, who skipped {step}{ending}.",
    "The root cause was human error{ending}.",
    "The outage was caused by {first}'s careless {change}{ending}.",
    "{first} did not bother to read the documentation of {service}{ending}.",
    "{team} never told us about the {change}{ending}.",
    "Somebody on the {team} team pushed the {change} without review{ending}.",
    "It was {first} who deleted the {component}{ending}.",
    "Obviously, the {component} was the first place to look, and {first} ignored it{ending}.",
    "If {first} had tested the {change}, the outage would have been avoided{ending}.",
    "{first} carelessly restarted {service} in {region}{ending}.",
    "I forgot to enable {step} after the {change}{ending}.",
    "Due to an oversight by {role}, {step} was not updated{ending}.",
    "{first}'s misconfiguration of the {component} took {service} down{ending}.",
    "{vendor} clearly did not test its {change}{ending}.",
    "Any competent engineer would have seen the {metric}{ending}.",
    "{first} was too slow to escalate{ending}.",
    "{role} panicked and restarted {service} {small} times{ending}.",
    "This could easily have been prevented if {role} had paid attention{ending}.",
    "{first} admitted to having bypassed {step}{ending}.",
    "Nobody in the {team} team bothered to look at the {metric}{ending}.",
    "The mistake was {first}'s alone{ending}.",
]
"""Sentences that hold someone at fault, or stop at a person."""

CLEAN_CAUSES = [
    "The {change} met a {component} that was already at {percent}. Neither alone would have caused {symptom}.",
    "Several things came together: the {change}, the limit of the {component}, and the missing alert on {metric}.",
    "The {component} of {service} keeps its entries until they expire, so the {change} doubled them.",
]

BLAMEFUL_CAUSES = [
    "The root cause was human error: {first} did not run {step}.",
    "Root cause: {first} merged the {change} without testing it.",
    "{role} made a mistake during the {change}, and that is why {service} went down.",
]

CLEAN_ACTIONS = [
    "Add an alert on the {metric} of {service}",
    "Raise the limit of the {component} to {number}",
    "Make the deploy of {service} stop when the {metric} passes {percent}",
    "Test the {change} with {number} rows in staging",
    "Remove the {component} from the path of {service}",
    "Write down how to drain {service}",
    "Let {service} honour `Retry-After`",
    "Page the team that runs {service}, not the {team} rota",
]

BLAMEFUL_ACTIONS = [
    "Retrain {first} on the deploy process",
    "Remind everyone to be more careful with the {component}",
    "Talk to {first} about {step}",
    "{first} to pay more attention during the {change}",
]

IMPACTS = [
    "{number} {customers} saw {symptom}.",
    "{percent} of the requests to {service} were answered with {symptom}.",
    "The {metric} of {service} was above {number} from {time} to {time}.",
    "An estimated {number} orders arrived late; {percent} of them were delivered the same day.",
    "Support received {number} contacts.",
    "No data was lost in {region}.",
]

EVENTS = [
    "The {change} starts in {region}",
    "{first} is paged for the {metric} of {service}",
    "{service} returns {symptom} to {percent} of requests",
    "{first} declares an incident of severity 2",
    "The {component} of {service} is at {percent}",
    "{first} rolls the {change} back",
    "Support reports {symptom} from {number} {customers}",
    "{service} is restarted",
    "{first} asks {vendor} about the {component}",
    "The {metric} falls below {percent}",
    "Traffic moves from {region} to {region}",
    "Incident closed",
]

BLAMEFUL_EVENTS = [
    "{first} pushes the {change} without review",
    "{first} finally opens the dashboard",
    "{first} restarts the wrong node",
    "Nobody answers, although {first} was on call",
]

PLAIN = [
    "{number} connections came from {region}.",
    "Traffic in {region} was at {percent} of the usual.",
    "Of {number} requests, {percent} came from {region}.",
    "Node {small} in {region} is newer than node {small}.",
    "At {time} the load in {region} was {percent}.",
    "Between {time} and {time} the temperature of rack {small} was flat.",
    "The mean of {small} samples from {region} was {number}.",
    "A table with {number} rows came from {region} at {time}.",
    "Row {number} of the table above is about {region}.",
    "The disks of shard {small} were larger than those of shard {small}.",
]
"""Sentences in which no rule finds a word to look at."""
