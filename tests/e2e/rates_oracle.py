#!/usr/bin/env python3
"""Definition migracode-2026.1 a second time, written from its text and not from the C: makes a history, or says what its figures must be.
usage: rates_oracle.py make SEED ROWS >history.csv
       rates_oracle.py expect KIND AS_OF START LENGTH CENSUS <history.csv >figures.json"""
import csv
import json
import random
import sys
from datetime import date, timedelta

HEADER = ("learner_id,gender,birth_date,third_country,entry_status,isced,started_on,withdrawn_on,withdrawn_reason,exclusion,"
          "graduated_on,certificate_on,intent,intent_on,work_auth,outcome,accepted_on,status_6m,cohort_finish").split(",")
START, LENGTH, CENSUS = date(2026, 1, 12), 120, 14


def make(seed, rows):
    rng = random.Random(seed)

    def maybe(share, value):
        return value if rng.random() < share else ""

    def after(first, last):
        return START + timedelta(days=rng.choice([first, last, rng.randint(first, last)]))

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(HEADER)
    for i in range(rows):
        row = dict.fromkeys(HEADER, "")
        row.update(learner_id=f"L{i:06}", gender=rng.choice("ffmmn") if rng.random() < 0.97 else "",
                   birth_date=maybe(0.97, date(rng.randint(1950, 2010), rng.randint(1, 12), rng.randint(1, 28))),
                   third_country=maybe(0.97, rng.choice("yn")),
                   entry_status=maybe(0.97, rng.choice(["unemployed", "long-term-unemployed", "inactive", "employed"])),
                   isced=maybe(0.97, rng.randint(0, 8)), started_on=START + timedelta(days=rng.choice([0, 0, 0, 3, 20])))
        fate = rng.random()
        if fate < 0.35:
            row["withdrawn_on"] = after(rng.choice([1, CENSUS, CENSUS + 1]), 300)
            row["withdrawn_reason"] = rng.choice(["job", "moved-by-authority", "childcare", "unknown"])
            if rng.random() < 0.3:
                row["exclusion"] = rng.choice(["died", "incarcerated", "military", "disability", "deported"])
        elif fate < 0.9:
            graduated = after(rng.choice([90, LENGTH, LENGTH + 1, 180, 181]), 260)
            row["graduated_on"] = graduated
            row["certificate_on"] = maybe(0.95, graduated + timedelta(days=rng.choice([0, 5, 28, 29, 60])))
            if rng.random() < 0.8:
                row["intent"] = rng.choice(["job", "job", "job", "stay", "study", "self-enrichment"])
                row["intent_on"] = START + timedelta(days=rng.choice([0, 10, 17, 18, 40]))
                row["work_auth"] = rng.choice(["y", "y", "y", "n", "unknown"])
            row["outcome"] = rng.choice(["", "1A", "1B", "1C", "1D", "1E", "2A", "2B", "3A", "3B", "4"])
            if row["outcome"][:1] in ("1", "2"):
                row["accepted_on"] = maybe(0.95, graduated + timedelta(days=rng.choice([0, 1, 28, 29, 90, 91, 180, 181, 200])))
        if rng.random() < 0.5:
            row["status_6m"] = rng.choice(["employed", "improved", "unemployed"])
        row["cohort_finish"] = maybe(0.1, "later-cohort")
        out.writerow([row[name] for name in HEADER])


def day(text):
    return date.fromisoformat(text) if text else None


def share(part, whole):
    if whole == 0:
        return "–"
    tenths = (part * 2000 + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}"


def standing(row, as_of, start, length, census):
    def gone_by(text):
        return day(text) is not None and day(text) <= as_of

    if not gone_by(row["started_on"]):
        return None
    graduate = gone_by(row["graduated_on"]) and gone_by(row["certificate_on"])
    if gone_by(row["withdrawn_on"]) and (day(row["withdrawn_on"]) - start).days <= census:
        return "left_by_census"
    if row["exclusion"] in ("died", "incarcerated", "military") and gone_by(row["withdrawn_on"]) and not (
            graduate and day(row["graduated_on"]) <= day(row["withdrawn_on"])):
        return "excluded"
    if graduate:
        days = (day(row["graduated_on"]) - start).days
        return "on_time" if days <= length else "late_150" if 2 * days <= 3 * length else "after_150"
    return "withdrawn" if gone_by(row["withdrawn_on"]) else "still"


def block(standings, final):
    n = {name: standings.count(name) for name in
         ("left_by_census", "excluded", "on_time", "late_150", "after_150", "still", "withdrawn")}
    n["started"] = len(standings)
    n["enrolled"] = n["started"] - n["left_by_census"] - n["excluded"]
    n["graduated"] = n["on_time"] + n["late_150"] + n["after_150"]
    n["grad100_pct"] = share(n["on_time"], n["enrolled"])
    n["grad150_pct"] = share(n["on_time"] + n["late_150"], n["enrolled"])
    n["ever_pct"] = share(n["graduated"], n["enrolled"])
    n["definition"], n["final"] = "migracode-2026.1", final
    return n


def graduation(rows, as_of, start, length, census):
    final = 2 * (as_of - start).days >= 3 * length
    pairs = [(row, standing(row, as_of, start, length, census)) for row in rows]
    pairs = [(row, s) for row, s in pairs if s]
    result = block([s for _, s in pairs], final)
    moved = ("moved-by-authority", "deported", "resettled")
    result["excluding_moves_by_authority"] = block(
        ["excluded" if s == "withdrawn" and (row["withdrawn_reason"] in moved or row["exclusion"] in moved) else s
         for row, s in pairs], final)
    return result


def outcome(row, as_of, start, census):
    answered = row["intent"] and row["intent_on"] and (day(row["intent_on"]) - start).days <= census + 3
    if answered and (row["intent"] != "job" or row["work_auth"] == "n"):
        return "Excluded", None
    code = row["outcome"] or "3A"
    if code[0] not in "12":
        return code, None
    accepted = day(row["accepted_on"])
    if accepted is None or accepted > as_of:
        return "3A", None
    days = (accepted - day(row["graduated_on"])).days
    return (code, days) if 0 <= days <= 180 else ("3A", None)


def outcomes(rows, as_of, start, length, census):
    graduates = [row for row in rows if standing(row, as_of, start, length, census) in ("on_time", "late_150", "after_150")]
    found = [outcome(row, as_of, start, census) for row in graduates]
    codes = {code: sum(c == code for c, _ in found) for code in ("1A", "1B", "1C", "1D", "1E", "2A", "2B", "3A", "3B", "4")}
    counted = sum(codes.values())
    in_field = sum(codes[c] for c in ("1A", "1B", "1C", "1D", "1E"))
    return {"counted": counted, "excluded": len(found) - counted, "codes": codes, "in_field_pct": share(in_field, counted),
            "full_time_pct": share(codes["1A"] + codes["1B"] + codes["1C"], counted),
            "in_field_90_pct": share(sum(c[0] == "1" and d <= 90 for c, d in found if d is not None), counted),
            "knowledge_pct": share(counted - codes["4"], counted)}


def six_months_later(exit_day):
    month = exit_day.month + 6
    year, month = exit_day.year + (month - 1) // 12, (month - 1) % 12 + 1
    for last in (exit_day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue


def esf(rows, as_of, *_):
    result = {code: {"f": 0, "m": 0, "n": 0, "total": 0} for code in
              ["EECO%02d" % i for i in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13)] + ["EECR%02d" % i for i in range(1, 7)]}
    for row in rows:
        if not row["started_on"] or day(row["started_on"]) > as_of:
            continue
        if not all(row[name] for name in ("gender", "birth_date", "third_country", "entry_status", "isced")):
            result["EECO01"]["total"] += 1
            continue
        born, started, entry, isced = day(row["birth_date"]), day(row["started_on"]), row["entry_status"], int(row["isced"])
        age = started.year - born.year - ((started.month, started.day) < (born.month, born.day))
        is_ = {"EECO01": True, "EECO02": "unemployed" in entry, "EECO03": entry == "long-term-unemployed",
               "EECO04": entry == "inactive", "EECO05": entry == "employed", "EECO06": age < 18, "EECO07": 18 <= age <= 29,
               "EECO08": age >= 55, "EECO09": isced <= 2, "EECO10": 3 <= isced <= 4, "EECO11": isced >= 5,
               "EECO13": row["third_country"] == "y"}
        left = next((day(row[n]) for n in ("graduated_on", "withdrawn_on") if row[n] and day(row[n]) <= as_of), None)
        if left:
            soon = min(left + timedelta(days=28), as_of)
            works = bool(row["accepted_on"]) and day(row["accepted_on"]) <= soon
            later = six_months_later(left) <= as_of
            is_.update(EECR01=not works and row["outcome"] == "3A",
                       EECR03=bool(row["certificate_on"]) and day(row["certificate_on"]) <= soon,
                       EECR04=works and entry != "employed",
                       EECR05=later and row["status_6m"] == "employed" and entry != "employed",
                       EECR06=later and row["status_6m"] == "improved")
        for code, holds in is_.items():
            if holds:
                result[code][row["gender"]] += 1
                result[code]["total"] += 1
    return result


if sys.argv[1] == "make":
    make(int(sys.argv[2]), int(sys.argv[3]))
else:
    kind, as_of, start = sys.argv[2], day(sys.argv[3]), day(sys.argv[4])
    figures = {"graduation": graduation, "outcomes": outcomes, "esf": esf}[kind]
    print(json.dumps(figures(list(csv.DictReader(sys.stdin)), as_of, start, int(sys.argv[5]), int(sys.argv[6]))))
