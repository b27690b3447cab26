const { call } = require("../tests/call.js");

test("no ride is 0 stops", () => {
  expect(call("stopsBetween", ["Plaça", "Ñuñoa"], "Ñuñoa", "Ñuñoa")).toBe(0);
});

test("a round line names a stop once", () => {
  expect(call("sharedStops", ["سوق", "Порт", "سوق"], ["Порт", "سوق"])).toEqual(["سوق", "Порт"]);
});
