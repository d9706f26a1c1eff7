# Remains of an older connection: the client, whose SYN was not answered yet, resets what does not fit and goes on. Its capture
# fails to record that one reset; that it went on does not prove that it sent none.
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:80 ttl 61
second hops 3 delay 3
+0      C > S  SYN                          @syn
+7ms    S > C  ACK seq +777000 ack +5551000 dropped @challenge
+3.1ms  C > S  RST ttl 61                   there @reset
+7ms    C > S  again @syn
+7ms    S > C  SYN-ACK seq +0
+0.1ms  C > S  ACK
+1ms    C > S  GET / host www.example.com
+8ms    S > C  RESPONSE 200 length 100
expect there @reset not middlebox
