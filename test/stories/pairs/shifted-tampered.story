# A firewall gives the connection other sequence numbers and writes another word into an answer. Content is compared at the
# numbers as they were, and what stands around the word shows that it can be.
ipv4-only: without identification or timestamps the packets have nothing of their own in common
broken-law anonymised: noise goes by the sequence numbers, so that of moved ones all content differs
server 203.0.113.9:80 ttl 54
second hops 10 delay 10 shift 123456789 4000000000
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  GET /x host www.example.com
+20ms   S > C  text "the price is 100 dollars" there-text "the price is 900 dollars" @answer
+0.1ms  C > S  ACK
+1s     C > S  RST-ACK                 @reset
+1s     end
expect kind tampered-content origin middlebox severity error place "between the two" compared server passed 2 changed 1 changes payload
expect there @answer origin middlebox
expect @reset origin client
