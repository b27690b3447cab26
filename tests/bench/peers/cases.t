# The ten checks for prove.  Its environment: see ../run.sh.
use strict;
use warnings;
use Test::More tests => 10;

my ($lang, $submission, $cases) = @ENV{qw(BENCH_LANG BENCH_SUBMISSION BENCH_CASES)};
my %run = (c => "$ENV{BENCH_WORK}/prove", sh => "sh $submission/readings.sh", py => "python3 $submission/readings.py");

if ($lang eq 'c') {
	system('gcc', '-O1', '-Wall', '-o', $run{c}, "$submission/readings.c") == 0 or BAIL_OUT('does not compile');
}
for my $number (map { sprintf '%02d', $_ } 1 .. 10) {
	open my $file, '<', "$cases/$number.out" or die "$number: $!";
	my $expected = do { local $/; <$file> };
	my $actual = `$run{$lang} <$cases/$number.in`;
	is($actual, $expected, "case $number");
}
