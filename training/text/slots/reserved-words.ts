/**
 * Names and words of organisations that the bundled suites use. They never come up here, so that a model trained on this
 * text can be tested there.
 */
export const RESERVED_WORDS = new Set(
  (
    "bram castellan fernbrook sunniva holt pickle marisol tye crumb copper velvet orchard tilda brandt spoke saddle corvane okafor " +
    "yvette sorrel oxbow wren corinna vail brackwater millrace ilse varga marlow quay ottoline frey mei rosenthal thistledown " +
    "adeyemi fenna ferris nakamura brisk bray magda stroh alasdair pym morvane skellen lantern rafe dunmore almadine amber hester quade " +
    "larkwire cobbler nestbox paloma reyes lund tallow joaquim odile marchetti salt tides drowned lighthouse leopold ansari pennywhistle kowalczyk " +
    "featherline desmond achterberg quillport lavender tannery nils okonjo gullbank wilhelmina thibault osei saffron heron amparo wilde " +
    "casper lindgren copperbell ferryman gwen tolliver hobnail badger jonas abelard tern larch rosalind keogh westerlow wharf"
  ).split(" "),
);
