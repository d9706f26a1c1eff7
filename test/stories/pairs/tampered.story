# A device between the captures writes another word into the answer; the client then leaves.
server 203.0.113.9:80 ttl 54
second hops 10 delay 10
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
