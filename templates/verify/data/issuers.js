// The issuers that this page trusts; "migracode cert export page" writes those of a school here.
"use strict";
Migracode.publish({ madeOn: null, page: null, issuers: [], statusLists: [] });
