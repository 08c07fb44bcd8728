"""What an expert asks of the rules: do they read their examples, are they sound, why was this read so?"""
