"""What a claim is checked against: whose the words are, what it names and counts, and whether it says yes or no.

Every check gives a sentence on what is wrong, or `None`. Only a contradiction is wrong: what a check cannot tell, it
lets through.
"""
