"""The ten checks for check50.  Its environment: see ../../run.sh."""
import os
import pathlib

import check50

LANG = os.environ["BENCH_LANG"]
CASES = pathlib.Path(os.environ["BENCH_CASES"])
RUN = {"c": "./readings", "sh": "sh readings.sh", "py": "python3 readings.py"}[LANG]


@check50.check()
def builds():
    """builds"""
    check50.exists("readings." + LANG)
    if LANG == "c":
        check50.run("gcc -O1 -Wall -o readings readings.c").exit(0)


def answers(number):
    text = (CASES / f"{number}.in").read_text()
    program = check50.run(RUN)
    if text:
        program = program.stdin(text.removesuffix("\n"), prompt=False)
    program.stdin(check50.EOF, prompt=False).stdout((CASES / f"{number}.out").read_text()).exit(0)


@check50.check(builds)
def case_01():
    """case 01"""
    answers("01")


@check50.check(builds)
def case_02():
    """case 02"""
    answers("02")


@check50.check(builds)
def case_03():
    """case 03"""
    answers("03")


@check50.check(builds)
def case_04():
    """case 04"""
    answers("04")


@check50.check(builds)
def case_05():
    """case 05"""
    answers("05")


@check50.check(builds)
def case_06():
    """case 06"""
    answers("06")


@check50.check(builds)
def case_07():
    """case 07"""
    answers("07")


@check50.check(builds)
def case_08():
    """case 08"""
    answers("08")


@check50.check(builds)
def case_09():
    """case 09"""
    answers("09")


@check50.check(builds)
def case_10():
    """case 10"""
    answers("10")
